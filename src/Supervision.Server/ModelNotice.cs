using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server;

/// <summary>Says, before it happens, that a start without a model takes away the levels that one gave.</summary>
internal static class ModelNotice
{
    private const int LookedAt = 100;

    /// <summary>What scores come from now.</summary>
    public static string Now(RiskModelInUse inUse) => inUse switch
    {
        { Model: null, Because: { } end } => $"No risk model is in use, so every level is 'none': {end.Code}.",
        { Model: null } => "No risk model is in use, so every level is 'none'; see docs/models.md.",
        { Model: var model, IsTrial: true } =>
            $"TRIAL: {model.Identity.Id} {model.Identity.Version} gives the scores. Its reliability and fairness were "
            + "never shown and nobody approved it; no decision about a real organisation may rest on it.",
        _ => $"Risk model in use: {inUse.Model.Identity.Id} {inUse.Model.Identity.Version}.",
    };

    /// <summary>That the trial of the command line has no effect; null when it has, or none is named.</summary>
    public static async Task<string?> SetAside(ModelLease lease, CancellationToken cancellation) =>
        await lease.SetsTrialAside(cancellation)
            ? $"WARNING: --model {lease.Trial!.Identity.Id} is set aside. A version of the register was in use here, "
                + "so from now on only a version goes into use, and a trial never takes its place."
            : null;

    /// <summary>One line, or null when there is nothing to say.</summary>
    public static async Task<string?> Of(
        IReferentViews views, RiskModelInUse inUse, CancellationToken cancellation)
    {
        if (inUse.Model is not null)
            return null;

        if (await LevelsBy(views, cancellation) is not { } hash)
            return null;

        return $"WARNING: the referents here have levels by a model ({hash}), and none is in use now: every level "
            + "becomes 'none', and each change is recorded and told."
            + (inUse.Because is null ? $" To keep the levels, stop and start with --model {NameOf(hash)}." : "");
    }

    /// <summary>
    /// Why a command that signs what was in use must be told of a trial: the register knows of none in use, and levels
    /// here are by one, or it was stopped. Null when there is nothing to be told.
    /// </summary>
    public static async Task<Refusal?> UnnamedTrial(
        IEventLog log, IReferentViews views, CancellationToken cancellation)
    {
        var register = (await ModelRegisterReading.Start.CatchUp(log, cancellation)).Register;
        if (register.WasEverInUse)
            return null;

        return (await LevelsBy(views, cancellation) ?? register.StoppedTrials.Keys.Order().FirstOrDefault()) is { } hash
            ? new Refusal(
                "trial-not-named",
                $"Levels here are by a trial ({hash}), of which the register does not say whether it is in use. Name "
                + $"it as the server is started: --model {NameOf(hash)}; or --model none where no server runs with "
                + "one.")
            : null;
    }

    /// <summary>The hash of a model by which referents have levels now; null when none has one.</summary>
    private static async Task<string?> LevelsBy(IReferentViews views, CancellationToken cancellation)
    {
        var page = await views.List(
            new ReferentQuery(
                null, null, null, null, null, null, ReferentSort.ChangedDescending, null, LookedAt),
            cancellation);
        return page.Items.Select(row => row.Risk.ModelHash).FirstOrDefault(hash => hash is not null);
    }

    private static string NameOf(string hash) =>
        RiskModels.Names.FirstOrDefault(name => RiskModels.Find(name)!.Identity.Hash == hash) ?? "FILE";
}
