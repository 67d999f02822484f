using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Dossiers;

/// <summary>
/// Everything held about one referent, for the referent itself. No official is named in any form of it.
/// </summary>
/// <param name="Events">Its history, those whose payload was erased too.</param>
/// <param name="FollowUp">The facts of human follow-up and of levels set by hand, under their own subjects.</param>
/// <param name="Levels">The changes of level that were told.</param>
/// <param name="Score">The live score; null when nothing is known of it any more.</param>
public sealed record Dossier(
    ReferentId Referent,
    DateTimeOffset MadeAt,
    RegisterRow? Register,
    Score? Score,
    ImmutableArray<LoggedEvent> Events,
    ImmutableArray<LoggedEvent> FollowUp,
    ImmutableArray<RiskChange> Levels,
    ImmutableArray<QuarantinedEvent> Quarantined)
{
    /// <summary>
    /// Members of facts about follow-up that name an official, or that an official wrote by hand and that may name one;
    /// and what a file is sealed with.
    /// </summary>
    internal static readonly ImmutableArray<string> LeftOut =
        ["officer", "secondOfficer", "by", "text", "reason", "reasons", "noteId", "name", "key"];

    /// <summary>What a reader is told of what is not in it.</summary>
    internal const string Omissions =
        "Names and accounts of officials are left out, and so is what they wrote by hand; the latter can be asked for.";
}
