using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Models;

/// <summary>One version of a model, as its facts tell it.</summary>
/// <param name="Document">The canonical form of the document, which never changes.</param>
/// <param name="Author">Who laid it down, and therefore cannot approve it.</param>
/// <param name="Report">The assurance report that passed; null before.</param>
/// <param name="Approvals">Of the round under way or of the last: none, one, or the two that it takes.</param>
/// <param name="History">Everything that happened to it, oldest first.</param>
public sealed record ModelVersion(
    ModelVersionName Name,
    string Hash,
    string Document,
    string Author,
    DateTimeOffset DraftedAt,
    ModelStage Stage,
    string? Report,
    ImmutableArray<ModelApproval> Approvals,
    ImmutableArray<ModelTransition> History)
{
    /// <summary>Enough for many stops and returns; a stop is never refused for it.</summary>
    public const int HistoryMax = 500;

    /// <summary>What it rests on, once two people approved the same; null before.</summary>
    public ModelGrounds? Grounds => Approvals is [_, { Grounds: var grounds }] ? grounds : null;
}

/// <summary>One approval.</summary>
public sealed record ModelApproval(string By, DateTimeOffset At, ModelGrounds Grounds);

/// <summary>One thing that happened to a version.</summary>
/// <param name="What">The name of the fact, without prefix and version.</param>
/// <param name="By">Who did it; null when it happened by itself.</param>
/// <param name="Stage">Where the version was after it.</param>
public sealed record ModelTransition(
    string What, ModelStage Stage, DateTimeOffset At, string? By, ImmutableArray<Role> Roles, string Reason);

/// <summary>How the last use of a model ended, or a trial.</summary>
/// <param name="Code">The reason that a score gives: permanent, for programs.</param>
/// <param name="By">Who did it; null when it happened by itself.</param>
public sealed record ModelEnd(
    ModelVersionName Name, string Code, DateTimeOffset At, string? By, ImmutableArray<Role> Roles, string Reason);
