using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;

namespace Supervision.Sql.ReadModel;

/// <summary>How the payload of an item of the outbox rests, on either database.</summary>
internal static class OutboxRows
{
    /// <summary>What the payload is bound to: what makes the item one.</summary>
    public static string Name(OutboxItem item) => $"{item.Referent} {LogRow.Number(item.Position)} {item.Rule}";

    public static OutboxItem Opened(OutboxItem stored, KeyRing keys) =>
        stored with { Payload = keys.OpenText(PayloadKind.Outbox, Name(stored), stored.Payload) };
}
