using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>
/// Every version of every model and which one is in use, as the facts tell it. One whole, so that one version is in use
/// at a time by construction.
/// </summary>
/// <param name="InUse">The version in use; it may be past its review date, see <see cref="InUseAt"/>.</param>
/// <param name="LastEnd">How the last use ended; null when none ever did.</param>
/// <param name="StoppedTrials">Trials that were stopped, by the hash of their model.</param>
public sealed partial record ModelRegister(
    ImmutableDictionary<ModelVersionName, ModelVersion> Versions,
    ModelVersionName? InUse,
    ModelEnd? LastEnd,
    ImmutableDictionary<string, ModelEnd> StoppedTrials)
{
    /// <summary>What a version that was stopped by a person gives as the reason of no score.</summary>
    public const string Stopped = "model-stopped";

    /// <summary>The reason of no score when the review date came.</summary>
    public const string ReviewDatePassed = "model-review-date-passed";

    /// <summary>The reason of no score when an assurance report tripped a gate.</summary>
    public const string GateTripped = "model-gate-tripped";

    public const int VersionsMax = 1_000;

    /// <summary>Of all documents together, in characters: every process keeps them in memory.</summary>
    public const int DocumentsLengthMax = 32 * 1024 * 1024;

    /// <summary>Versions that are evaluated beside the one in use, whatever a configuration allows.</summary>
    public const int ShadowsMax = 16;

    public static readonly ModelRegister Empty = new(
        ImmutableDictionary<ModelVersionName, ModelVersion>.Empty, null, null,
        ImmutableDictionary<string, ModelEnd>.Empty);

    /// <summary>
    /// The versions that are evaluated beside the one in use: from shadow until they go into use or away, those that
    /// went into shadow first before others.
    /// </summary>
    public IEnumerable<ModelVersion> Shadows => Versions.Values
        .Where(version => version.Stage is ModelStage.Shadow or ModelStage.Assured or ModelStage.Approved)
        .OrderBy(version => version.History.First(step => step.Stage == ModelStage.Shadow).At)
        .ThenBy(version => version.Name.ToString(), StringComparer.Ordinal)
        .Take(ShadowsMax);

    /// <summary>
    /// From the first use on, the register alone says what is in use: no trial takes the place of a version that ended.
    /// </summary>
    public bool WasEverInUse => InUse is not null || LastEnd is not null;

    /// <summary>What there is while no version is in use: a trial, if none ever was and nobody stopped it.</summary>
    public RiskModelInUse WithoutVersion(RiskModel? trial) =>
        trial is null || WasEverInUse ? new RiskModelInUse(null, LastEnd)
        : StoppedTrials.GetValueOrDefault(trial.Identity.Hash) is { } stopped ? new RiskModelInUse(null, stopped)
        : new RiskModelInUse(trial, null, IsTrial: true);

    public ModelVersion? Find(ModelVersionName name) => Versions.GetValueOrDefault(name);

    /// <summary>The version that gives scores at a moment: none from its review date on.</summary>
    public ModelVersion? InUseAt(DateTimeOffset now) =>
        InUse is { } name && Versions[name] is var version && now < EndOf(version) ? version : null;

    /// <summary>Why there is no score at a moment at which no version is in use; null when none ever was.</summary>
    public ModelEnd? EndAt(DateTimeOffset now) => InUse is { } name && Versions[name] is var version
        && EndOf(version) is var end && now >= end
            ? new ModelEnd(name, ReviewDatePassed, end, null, [], "")
            : LastEnd;

    /// <summary>Midnight UTC at the beginning of the review date.</summary>
    public static DateTimeOffset EndOf(ModelVersion version) =>
        new(version.Grounds!.ReviewOn, TimeOnly.MinValue, TimeSpan.Zero);

    public ModelRegister Evolve(ModelFact happened, DateTimeOffset at) => happened switch
    {
        ModelDrafted drafted => this with
        {
            Versions = Versions.Add(
                NameOf(drafted),
                Noted(
                    new ModelVersion(
                        NameOf(drafted), drafted.Hash, drafted.Document, drafted.Step.By, at, ModelStage.Draft, null,
                        [], []),
                    drafted, drafted.Step, at)),
        },
        ModelShadowed shadowed => Moved(shadowed, shadowed.Step, at, ModelStage.Shadow),
        ModelAssured assured => Moved(
            assured, assured.Step, at, ModelStage.Assured, version => version with
            {
                Report = assured.Report,
                Approvals = [], // They were given on another report.
            }),
        ModelApprovalGiven given => Moved(given, given.Step, at, null, version => version with
        {
            // Two approvals are of the round before: a stopped version begins a new one.
            Approvals = [
                .. version.Approvals.Length == 2
                    ? []
                    : version.Approvals.Where(approval => approval.By != given.Step.By),
                new ModelApproval(given.Step.By, at, given.Grounds)],
        }),
        ModelApproved approved => Moved(approved, null, at, ModelStage.Approved),
        ModelTakenIntoUse taken => Moved(taken, taken.Step, at, ModelStage.InUse) with { InUse = NameOf(taken) },
        ModelStopped stopped => Ended(stopped, Stopped, stopped.Step, at),
        ModelGateTripped tripped => Ended(tripped, GateTripped, null, at),
        ModelReplaced replaced => Ended(replaced, Stopped, replaced.Step, at),
        ModelReviewDatePassed passed => Ended(
            passed, ReviewDatePassed, null, new DateTimeOffset(passed.ReviewOn, TimeOnly.MinValue, TimeSpan.Zero)),
        ModelRetired retired => Moved(retired, retired.Step, at, ModelStage.Retired),
        ModelTrialStopped trial => this with
        {
            StoppedTrials = StoppedTrials.SetItem(
                trial.Hash,
                new ModelEnd(NameOf(trial), Stopped, at, trial.Step.By, trial.Step.Roles, trial.Step.Reason)),
        },
        ModelTrialResumed trial => this with { StoppedTrials = StoppedTrials.Remove(trial.Hash) },
        _ => throw new UnreachableException($"No rule to evolve a register by {happened.GetType().Name}."),
    };

    private static ModelVersionName NameOf(ModelFact fact) => new(fact.Model, fact.Version);

    private ModelRegister Ended(ModelFact fact, string code, ModelStep? step, DateTimeOffset at) =>
        Moved(fact, step, at, ModelStage.Suspended) with
        {
            InUse = null,
            LastEnd = new ModelEnd(NameOf(fact), code, at, step?.By, step?.Roles ?? [], ReasonOf(fact, step)),
        };

    private ModelRegister Moved(
        ModelFact fact, ModelStep? step, DateTimeOffset at, ModelStage? to,
        Func<ModelVersion, ModelVersion>? change = null)
    {
        var version = Versions[NameOf(fact)];
        if (change is not null)
            version = change(version);
        version = version with { Stage = to ?? version.Stage };
        return this with { Versions = Versions.SetItem(version.Name, Noted(version, fact, step, at)) };
    }

    private static ModelVersion Noted(ModelVersion version, ModelFact fact, ModelStep? step, DateTimeOffset at) =>
        version with
        {
            History = version.History.Add(new ModelTransition(
                ModelFactTypes.NameOf(fact).Split('.')[2], version.Stage, at, step?.By, step?.Roles ?? [],
                ReasonOf(fact, step))),
        };

    private static string ReasonOf(ModelFact fact, ModelStep? step) =>
        fact is ModelGateTripped tripped ? tripped.Detail : step?.Reason ?? "";
}
