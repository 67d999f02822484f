using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>What goes into a bundle, all of one moment: nothing that the log got afterwards is in it.</summary>
/// <param name="Events">Ordered by position.</param>
/// <param name="Models">Those that the scores are by, by hash.</param>
/// <param name="Heads">Where the partitions ended.</param>
public sealed record BundleContent(
    BundleScope Scope,
    DateTimeOffset MadeAt,
    ImmutableArray<ReferentId> Referents,
    ImmutableArray<LoggedEvent> Events,
    ImmutableArray<ScoreClaim> Scores,
    ImmutableSortedDictionary<string, RiskModel> Models,
    ImmutableArray<LogHead> Heads)
{
    /// <summary>Of a case: its file, in the forms in which people read it; of anything else none.</summary>
    public ImmutableArray<(string Name, byte[] Content)> Papers { get; init; } = [];
}

/// <summary>How much one bundle may hold.</summary>
/// <param name="ChainSteps">Of all stretches of the chain together.</param>
public sealed record BundleBounds(int Referents, int Events, int Scores, long ChainSteps)
{
    /// <summary>
    /// Facts folded for all scores of a bundle together: each is computed from the whole history before it.
    /// </summary>
    public const long FoldedFactsMax = 50_000_000;

    /// <summary>Of what the events say; the file with them has their other members besides.</summary>
    public const long EventBytesMax = 128 * 1024 * 1024;

    private const string Shorter = "Ask for a shorter period or for one referent, or have the limit raised.";

    /// <summary>Why so much is too much; null when it is not.</summary>
    internal Refusal? Refuse(
        int referents = 0, int events = 0, int scores = 0, long foldedFacts = 0, long chainSteps = 0,
        long eventBytes = 0) =>
        referents > Referents ? TooLarge("referents", referents, Referents)
        : events > Events ? TooLarge("events", events, Events)
        : scores > Scores ? TooLarge("scores", scores, Scores)
        : foldedFacts > FoldedFactsMax ? TooLarge("facts to fold for all its scores", foldedFacts, FoldedFactsMax)
        : chainSteps > ChainSteps ? TooLarge("steps of the chain", chainSteps, ChainSteps)
        : eventBytes > EventBytesMax ? TooLarge("bytes of events", eventBytes, EventBytesMax)
        : null;

    private static Refusal TooLarge(string what, long count, long most) => new(
        "bundle-too-large", $"The bundle would hold at least {count} {what}; {most} is the most. {Shorter}");
}
