using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;

namespace Supervision.Gateway.Access.Changes;

/// <summary>What somebody or some service may was changed.</summary>
/// <param name="At">When it was recorded, which was before it was done.</param>
/// <param name="By">The id of an actor, `command-line`, `first-link` or `sign-in`.</param>
/// <param name="Account">Whose account; null when it is a key.</param>
/// <param name="Key">The id of the key; null when it is an account.</param>
/// <param name="Roles">Those that it has from then on; null where roles were not touched.</param>
/// <param name="Sources">What a key that was made may send.</param>
/// <param name="Types">Likewise.</param>
/// <param name="Until">Until when: of a lock, a link or a secret.</param>
/// <param name="NotDone">It could not be done after all; the record of the same before it says what.</param>
/// <param name="Position">Where the record is on the log.</param>
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
    string Position)
{
    internal static AccessChangeItem Of(LoggedEvent logged, AccessChanged changed) => new(
        logged.RecordedAt, changed.Change, changed.By, changed.Account, changed.Key, changed.Roles, changed.Sources,
        changed.Types, changed.Until, changed.NotDone ?? false, logged.Position.ToString());
}
