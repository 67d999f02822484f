using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Models;

namespace Supervision.Gateway.Models;

/// <summary>One version of a model and how far it has come.</summary>
/// <param name="Hash">SHA-256 of the canonical form of the document, which never changes.</param>
/// <param name="Author">Who laid it down, and cannot approve it; null to services.</param>
/// <param name="AssuranceReport">The reference of the report that passed; null before.</param>
/// <param name="Approvals">Of the last round; it takes two people who name the same.</param>
public record ModelVersionItem(
    string Id,
    string Version,
    string Hash,
    ModelStage Stage,
    string? Author,
    DateTimeOffset DraftedAt,
    string? AssuranceReport,
    ImmutableArray<ApprovalItem> Approvals)
{
    /// <param name="now">A use that is over is over, whether or not that is on record.</param>
    public static ModelVersionItem Of(ModelVersion version, DateTimeOffset now) => new(
        version.Name.Id, version.Name.Version, version.Hash,
        version.Stage == ModelStage.InUse && now >= ModelRegister.EndOf(version)
            ? ModelStage.Suspended
            : version.Stage,
        version.Author,
        version.DraftedAt.ToUniversalTime(), version.Report, [.. version.Approvals.Select(ApprovalItem.Of)]);

    /// <summary>As services are told: no answer to them names an official, nor repeats what one wrote.</summary>
    public ModelVersionItem ForServices() => this with
    {
        Author = null,
        Approvals = [.. Approvals.Select(approval => approval with { By = null })],
    };
}

/// <summary>The same with everything that happened to it.</summary>
public sealed record ModelVersionDetails : ModelVersionItem
{
    public ModelVersionDetails(ModelVersionItem item, ImmutableArray<TransitionItem> history)
        : base(item) => History = history;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<TransitionItem> History { get; }

    public static new ModelVersionDetails Of(ModelVersion version, DateTimeOffset now) =>
        new(ModelVersionItem.Of(version, now), [.. version.History.Select(TransitionItem.Of)]);

    public new ModelVersionDetails ForServices() => new(
        base.ForServices(), [.. History.Select(step => step with { By = null, Reason = null })]);
}

/// <summary>One approval.</summary>
/// <param name="By">Null to services.</param>
public sealed record ApprovalItem(
    string? By, DateTimeOffset At, string Dpia, string Fria, string LegalGround, DateOnly ReviewOn)
{
    public static ApprovalItem Of(ModelApproval approval) => new(
        approval.By, approval.At.ToUniversalTime(), approval.Grounds.Dpia, approval.Grounds.Fria,
        approval.Grounds.LegalGround, approval.Grounds.ReviewOn);
}

/// <summary>One thing that happened to a version.</summary>
/// <param name="What">Such as `drafted`, `approval-given`, `stopped`.</param>
/// <param name="Stage">Where the version was after it.</param>
/// <param name="By">Who did it; null when it happened by itself, and to services.</param>
/// <param name="Roles">The roles that they had at that moment.</param>
/// <param name="Reason">Null when none was given, and to services.</param>
public sealed record TransitionItem(
    string What, ModelStage Stage, DateTimeOffset At, string? By, ImmutableArray<Role> Roles, string? Reason)
{
    public static TransitionItem Of(ModelTransition step) => new(
        step.What, step.Stage, step.At.ToUniversalTime(), step.By, step.Roles,
        step.Reason.Length == 0 ? null : step.Reason);
}
