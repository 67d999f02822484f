using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Webhooks;

/// <summary>What a subscriber can be told of.</summary>
[JsonConverter(typeof(ClosedList<WebhookMatter>))]
public enum WebhookMatter
{
    /// <summary>The level of a referent changed: what the stream of changes tells.</summary>
    LevelChanged = 0,

    /// <summary>A case moved on; never why it was opened.</summary>
    EscalationChanged = 1,

    /// <summary>A measure or an objection was decided.</summary>
    DecisionTaken = 2,
}
