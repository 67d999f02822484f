using Supervision.Referents;

namespace Supervision.Gateway.Referents;

/// <summary>One event in quarantine: on the log, and without effect.</summary>
/// <param name="RecordedAt">When it was learned.</param>
public sealed record QuarantineItem(
    string Position,
    DateTimeOffset RecordedAt,
    ReferentId ReferentId,
    string Source,
    string Id,
    string Type,
    QuarantineReason Quarantine)
{
    public static QuarantineItem Of(QuarantinedEvent item) => new(
        item.Position.ToString(),
        item.At.ToUniversalTime(),
        item.Referent,
        item.Key.Source,
        item.Key.EventId,
        item.Type,
        QuarantineReason.Of(item.Code));
}
