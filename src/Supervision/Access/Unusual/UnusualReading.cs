namespace Supervision.Access.Unusual;

/// <summary>Something about the readings of one actor that is worth a question.</summary>
/// <param name="From">The beginning of the window, or of the day, that was judged.</param>
/// <param name="Until">Its end.</param>
/// <param name="ReferentId">The dossier, when it is about one.</param>
/// <param name="Reads">How many readings it is about.</param>
/// <param name="Dossiers">Of how many dossiers those were; lists over many are of none.</param>
/// <param name="Limit">What the number was held against; null where one is enough.</param>
/// <param name="BaselineWindows">How many windows of before the limit was made of; null without a baseline.</param>
public sealed record UnusualReading(
    UnusualReason Reason,
    string Actor,
    ActorKind Kind,
    DateTimeOffset From,
    DateTimeOffset Until,
    string? ReferentId,
    int Reads,
    int Dossiers,
    int? Limit = null,
    int? BaselineWindows = null)
{
    /// <summary>One text for each, that orders what happened at one moment.</summary>
    public string Key => $"{Reason} {Actor} {ReferentId}";
}
