using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;
using Supervision.Webhooks;

namespace Supervision.Gateway.Access.Changes;

/// <summary>What somebody or some service may was changed.</summary>
/// <param name="At">When it was recorded, which was before it was done.</param>
/// <param name="By">The id of an actor, `command-line`, `first-link` or `sign-in`.</param>
/// <param name="Account">Whose account; null when it is a key or a webhook.</param>
/// <param name="Key">The id of the key; null when it is none.</param>
/// <param name="Roles">Those that it has from then on; null where roles were not touched.</param>
/// <param name="Sources">What a key that was made may send.</param>
/// <param name="Types">Likewise.</param>
/// <param name="Until">Until when: of a lock, a link or a secret.</param>
/// <param name="NotDone">It could not be done after all; the record of the same before it says what.</param>
/// <param name="Position">Where the record is on the log.</param>
/// <param name="Webhook">The id of the webhook; null when it is none.</param>
/// <param name="Url">Where messages go, of a webhook that was made.</param>
public sealed record AccessChangeItem(
    DateTimeOffset At,
    AccessChange Change,
    string By,
    string? Account,
    string? Key,
    ImmutableArray<Role>? Roles,
    ImmutableArray<string>? Sources,
    ImmutableArray<string>? Types,
    DateTimeOffset? Until,
    bool NotDone,
    string Position,
    string? Webhook,
    string? Url)
{
    /// <summary>Null when it is no such record, or was erased.</summary>
    internal static AccessChangeItem? Of(LoggedEvent logged) =>
        AccessChanged.TryRead(logged, out var access) ? Of(logged, access)
        : WebhookChanged.TryRead(logged, out var webhook) ? Of(logged, webhook)
        : null;

    private static AccessChangeItem Of(LoggedEvent logged, AccessChanged changed) => new(
        logged.RecordedAt, changed.Change, changed.By, changed.Account, changed.Key, changed.Roles, changed.Sources,
        changed.Types, changed.Until, changed.NotDone ?? false, logged.Position.ToString(), null, null);

    private static AccessChangeItem Of(LoggedEvent logged, WebhookChanged changed) => new(
        logged.RecordedAt, changed.Change, changed.By, null, null, null, null, null, null, changed.NotDone ?? false,
        logged.Position.ToString(), changed.Webhook, changed.Url);
}
