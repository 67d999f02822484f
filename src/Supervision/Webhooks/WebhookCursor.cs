using System.Collections.Immutable;

namespace Supervision.Webhooks;

/// <summary>Up to where a subscriber has been told, or has it waiting.</summary>
/// <param name="Change">The sequence number of the last change of level.</param>
/// <param name="Offsets">Of each partition, up to where the log was looked through for facts about cases.</param>
[GenerateSerializer, Immutable, Alias("webhook-cursor")]
public sealed record WebhookCursor([property: Id(0)] long Change, [property: Id(1)] ImmutableArray<long> Offsets)
{
    /// <summary>
    /// Not beyond where everything ends, as it is after an older back-up was restored: going on from there would be
    /// silent until the numbers come by again.
    /// </summary>
    public WebhookCursor NotBeyond(WebhookCursor end) => Change <= end.Change && IsWithin(end.Offsets)
        ? this
        : new WebhookCursor(
            Math.Min(Change, end.Change), [.. Offsets.Zip(end.Offsets, (offset, last) => Math.Min(offset, last))]);

    private bool IsWithin(ImmutableArray<long> ends) => Offsets.Zip(ends).All(pair => pair.First <= pair.Second);
}
