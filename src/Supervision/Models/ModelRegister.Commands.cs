using Supervision.Access;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>What may be done with a version. Every command, given a second time, records nothing.</summary>
public sealed partial record ModelRegister
{
    public const int ReasonLengthMax = 1_000;

    /// <summary>Lays down a version; its document can never change.</summary>
    public Decision<ModelFact> Draft(RiskModel model, ModelActor by, string reason)
    {
        if (NotAPerson(by, Role.ModelOwner, reason) is { } no)
            return no;
        if (ModelVersionName.TryCreate(model.Identity.Id, model.Identity.Version, out var name)
            && Find(name) is { } known)
            return known.Hash == model.Identity.Hash
                ? Decision<ModelFact>.Nothing
                : new Refusal(
                    "model-version-exists", "This version has another document. Give the new one a version of its own.",
                    "/version");
        if (ModelVersionName.WrongNumber(model.Identity.Version) is { } wrong)
            return wrong;

        var document = System.Text.Encoding.UTF8.GetString(model.Canonical.Span);
        return Versions.Count >= VersionsMax
            || Versions.Values.Sum(version => (long)version.Document.Length) + document.Length > DocumentsLengthMax
                ? new Refusal("register-full", $"The register takes at most {VersionsMax} versions.")
                : new ModelDrafted(name.Id, name.Version, model.Identity.Hash, document, Step(by, reason));
    }

    /// <summary>Lets a draft be evaluated beside the one in use.</summary>
    /// <param name="shadowsMax">How many versions may be evaluated so at a time.</param>
    public Decision<ModelFact> MoveToShadow(ModelVersionName name, ModelActor by, string reason, int shadowsMax)
    {
        if (NotAPerson(by, Role.ModelOwner, reason) is { } no)
            return no;

        return Find(name) switch
        {
            null => Unknown,
            { Stage: ModelStage.Draft } when Shadows.Count() >= shadowsMax => new Refusal(
                "shadows-full",
                $"At most {shadowsMax} versions are evaluated beside the one in use. Retire one of them first."),
            { Stage: ModelStage.Draft } => new ModelShadowed(name.Id, name.Version, Step(by, reason)),
            { Stage: ModelStage.Shadow } => Decision<ModelFact>.Nothing,
            _ => NotNow("Only a draft goes into shadow."),
        };
    }

    /// <summary>Submits an assurance report, which was looked up and gave this verdict.</summary>
    public Decision<ModelFact> Assure(
        ModelVersionName name, string report, AssuranceVerdict verdict, ModelActor by, string reason)
    {
        if (NotAPerson(by, Role.ModelOwner, reason) is { } no)
            return no;
        if (WrongReference(report, "report") is { } wrong)
            return wrong;

        return Find(name) switch
        {
            null => Unknown,
            { Stage: ModelStage.Assured } version when version.Report == report => Decision<ModelFact>.Nothing,
            { Stage: not (ModelStage.Shadow or ModelStage.Assured) } => NotNow("Only a model in shadow is assured."),
            var version when IsExample(version) => new Refusal(
                "model-is-example", "The document says that it is an example, and an example is not for use."),
            _ when NotAssured(verdict) is { } refused => refused,
            _ => new ModelAssured(name.Id, name.Version, report, Step(by, reason)),
        };
    }

    /// <summary>One of two approvals; with the second, of the same by another person, it is approved.</summary>
    /// <param name="verdict">What the assurance report says at this moment.</param>
    public Decision<ModelFact> Approve(
        ModelVersionName name, ModelGrounds grounds, AssuranceVerdict verdict, ModelActor by, string reason,
        DateTimeOffset now)
    {
        if (NotAPerson(by, Role.Approver, reason) is { } no)
            return no;
        if ((WrongReference(grounds.Dpia, "dpia") ?? WrongReference(grounds.Fria, "fria")
            ?? WrongReference(grounds.LegalGround, "legalGround")) is { } wrong)
            return wrong;
        if (Find(name) is not { } version)
            return Unknown;

        var round = version.Approvals.Length == 2 && version.Stage == ModelStage.Suspended ? [] : version.Approvals;
        if (round.Any(approval => approval.By == by.Id && approval.Grounds == grounds))
            return Decision<ModelFact>.Nothing;
        if (version.Stage is not (ModelStage.Assured or ModelStage.Suspended))
            return NotNow("Only an assured model is approved, or one that was stopped and is to come back.");
        if (version.Author == by.Id)
            return new Refusal("own-work", "Nobody approves their own work.");
        if (WrongReviewDate(grounds.ReviewOn, now) is { } date)
            return date;
        if (NotAssured(verdict) is { } refused)
            return refused;
        if (IsFull(version) is { } full)
            return full;

        var given = new ModelApprovalGiven(name.Id, name.Version, grounds, Step(by, reason));
        return round switch
        {
            [] => given,
            [{ By: var first }] when first == by.Id => given, // Their own words, taken back.
            [{ Grounds: var first }] when first == grounds => Decision<ModelFact>.Of(
                given, new ModelApproved(name.Id, name.Version)),
            _ => new Refusal(
                "approval-differs",
                "The first approval names other documents or another review date. Both approve the same."),
        };
    }

    /// <summary>Puts an approved version into use; the one that was makes room.</summary>
    public Decision<ModelFact> TakeIntoUse(
        ModelVersionName name, AssuranceVerdict verdict, ModelActor by, string reason, DateTimeOffset now)
    {
        if (by.Kind != ActorKind.Person || !(by.Roles.Contains(Role.ModelOwner) || by.Roles.Contains(Role.Approver)))
            return NotAllowed;
        if (WrongReason(reason) is { } wrong)
            return wrong;
        if (Find(name) is not { } version)
            return Unknown;
        if (version.Stage == ModelStage.InUse && now < EndOf(version))
            return Decision<ModelFact>.Nothing;
        if (version.Stage != ModelStage.Approved)
            return NotNow("Only an approved model goes into use.");
        if (NotAssured(verdict) is { } refused)
            return refused;
        if (now >= EndOf(version))
            return new Refusal("review-date-passed", "Its review date has come. It needs two approvals again.");
        if (IsFull(version) is { } full)
            return full;

        var taken = new ModelTakenIntoUse(name.Id, name.Version, Step(by, reason));
        return InUse is { } before
            ? Decision<ModelFact>.Of(
                new ModelReplaced(before.Id, before.Version, name.ToString(), Step(by, reason)), taken)
            : taken;
    }

    /// <summary>Stops whatever is in use. Never refused to a person with the stop right.</summary>
    /// <param name="trial">The trial that the process of the caller holds; null when it holds none.</param>
    public Decision<ModelFact> Stop(ModelIdentity? trial, ModelActor by, string reason)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Intersect(ModelActor.StopRight).Any())
            return NotAllowed;
        if (WrongReason(reason) is { } wrong)
            return wrong;
        if (InUse is { } used)
            return new ModelStopped(used.Id, used.Version, Step(by, reason));

        return trial is null || WasEverInUse || StoppedTrials.ContainsKey(trial.Hash)
            ? Decision<ModelFact>.Nothing // It is stopped already, or there is nothing to stop.
            : new ModelTrialStopped(trial.Id, trial.Version, trial.Hash, Step(by, reason));
    }

    /// <summary>A gate tripped on what is in use, and nobody has to say so.</summary>
    public Decision<ModelFact> Trip(TrippedGate tripped) => InUse is { } used
        ? new ModelGateTripped(used.Id, used.Version, tripped.Report, tripped.Gate, tripped.Detail)
        : Decision<ModelFact>.Nothing;

    /// <summary>Lets a stopped trial go on.</summary>
    public Decision<ModelFact> ResumeTrial(ModelIdentity? trial, ModelActor by, string reason)
    {
        if (NotAPerson(by, Role.ModelOwner, reason) is { } no)
            return no;
        if (trial is null)
            return new Refusal("no-trial", "No trial is under way here: the server was started without --model.");
        if (WasEverInUse)
            return new Refusal(
                "trial-set-aside",
                "A version was in use here, so a trial no longer takes its place: only a version goes into use.");

        return StoppedTrials.ContainsKey(trial.Hash)
            ? new ModelTrialResumed(trial.Id, trial.Version, trial.Hash, Step(by, reason))
            : Decision<ModelFact>.Nothing;
    }

    /// <summary>Puts a version away for good; the one in use has to be stopped first.</summary>
    public Decision<ModelFact> Retire(ModelVersionName name, ModelActor by, string reason)
    {
        if (NotAPerson(by, Role.ModelOwner, reason) is { } no)
            return no;

        return Find(name) switch
        {
            null => Unknown,
            { Stage: ModelStage.Retired } => Decision<ModelFact>.Nothing,
            { Stage: ModelStage.InUse } => NotNow("A model in use is stopped before it is retired."),
            _ => new ModelRetired(name.Id, name.Version, Step(by, reason)),
        };
    }

    /// <summary>Time passed: a use that ended on its review date goes on record.</summary>
    public Decision<ModelFact> Tick(DateTimeOffset now) => InUse is { } name && InUseAt(now) is null
        ? new ModelReviewDatePassed(name.Id, name.Version, Versions[name].Grounds!.ReviewOn)
        : Decision<ModelFact>.Nothing;
}
