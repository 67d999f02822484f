using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>Whether a model is in use, and if not, why.</summary>
/// <param name="IsTrial">Scores come from a trial without assurance, on this machine alone.</param>
/// <param name="ReviewOn">On this day, at midnight UTC, the use ends by itself.</param>
/// <param name="Reason">
/// `no-model-in-use` when none ever was, `model-stopped`, `model-gate-tripped`, or `model-review-date-passed`; null
/// when one is in use.
/// </param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="Ended">How the last use ended; null when one is in use, or none ever was.</param>
public sealed record ModelStatus(
    RiskModelReferenceInUse? Model,
    bool IsTrial,
    DateOnly? ReviewOn,
    string? Reason,
    string? Detail,
    ModelEnding? Ended)
{
    public static ModelStatus Of(RiskModelInUse inUse, ModelRegister register) => new(
        inUse.Model is { } model
            ? new RiskModelReferenceInUse(model.Identity.Id, model.Identity.Version, model.Identity.Hash)
            : null,
        inUse.IsTrial,
        inUse is { Model: not null, IsTrial: false } && register.InUse is { } name
            ? register.Versions[name].Grounds!.ReviewOn
            : null,
        inUse.Reason,
        Sentence(inUse),
        inUse is { Model: null, Because: { } end }
            ? new ModelEnding(
                end.Name.Id, end.Name.Version, end.At.ToUniversalTime(), end.By, end.Roles, end.Reason)
            : null);

    /// <summary>As services are told: no answer to them names an official, nor repeats what one wrote.</summary>
    public ModelStatus ForServices() => this with { Ended = Ended?.ForServices() };

    /// <summary>Why there is no score; null when there is one.</summary>
    public static string? Sentence(RiskModelInUse inUse) => inUse switch
    {
        { Model: not null } => null,
        { Because: null } => "No risk model was ever approved and taken into use, so there is no score.",
        { Because: { Code: ModelRegister.ReviewDatePassed } end } =>
            $"The use of model {end.Name} ended on its review date, {end.At.UtcDateTime:yyyy-MM-dd}. "
            + "No other is in use.",
        { Because: { Code: ModelRegister.GateTripped } end } =>
            $"Model {end.Name} stopped by itself on {end.At.UtcDateTime:yyyy-MM-dd} at "
            + $"{end.At.UtcDateTime:HH:mm:ss} UTC. {end.Reason} No other is in use.",
        // Told to services too, so in which role and not by whom.
        { Because: var end } => $"Model {end.Name} was stopped ({Roles(end)}) on "
            + $"{end.At.UtcDateTime:yyyy-MM-dd} at {end.At.UtcDateTime:HH:mm:ss} UTC. No other is in use.",
    };

    private static string Roles(ModelEnd end) =>
        string.Join(", ", end.Roles.Intersect(ModelActor.StopRight).Select(Facts.ClosedList<Role>.WordFor));
}

/// <summary>Which model.</summary>
public sealed record RiskModelReferenceInUse(string Id, string Version, string Hash);

/// <summary>How a use ended.</summary>
/// <param name="By">The id of who stopped it; null when it ended by itself, and to services.</param>
/// <param name="Reason">Null to services.</param>
public sealed record ModelEnding(
    string Id, string Version, DateTimeOffset At, string? By, ImmutableArray<Role> Roles, string? Reason)
{
    public ModelEnding ForServices() => this with { By = null, Reason = null };
}
