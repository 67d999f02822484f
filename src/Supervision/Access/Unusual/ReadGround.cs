using System.Collections.Immutable;

namespace Supervision.Access.Unusual;

/// <summary>A stretch of time in which there was a case of a referent: follow-up, or an objection.</summary>
/// <param name="Until">Null while it goes on.</param>
public sealed record ReadGround(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>The cases of referents, as far as they were looked up.</summary>
public sealed class ReadGrounds(IReadOnlyDictionary<string, ImmutableArray<ReadGround>> ofReferents)
{
    /// <summary>Whether there was a case then; null when the cases of this referent were not looked up.</summary>
    public bool? HadCase(string referent, DateTimeOffset at, TimeSpan grace) =>
        ofReferents.TryGetValue(referent, out var grounds)
            ? grounds.Any(ground => ground.From <= at && (ground.Until is not { } until || at <= until + grace))
            : null;
}
