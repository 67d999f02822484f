using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Changes;

/// <summary>What the document says of changes of access.</summary>
internal static class AccessChangeOperations
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly QueryKey NameKey = new("name", "Only of the account with this name.", "j.jansen")
    {
        LengthMax = AccountNames.LengthMax,
        Pattern = AccountNames.Pattern,
    };

    public static readonly QueryKey KeyKey = new("key", "Only of the key with this id.", "k3v7q2m5x4ab")
    {
        LengthMax = KeyText.IdLength,
        Pattern = KeyText.IdPattern,
    };

    public static readonly QueryKey ChangeKey = QueryKey.OfWords<AccessChange>(
        "change", "Only changes of this kind.", "roles-set");

    public static readonly QueryKey FromKey = QueryKey.OfInstant("from", "Recorded at or after this moment.");

    public static readonly QueryKey UntilKey = QueryKey.OfInstant("until", "Recorded before this moment.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly Operation List = new(
        "listAccessChanges", Tags.People, "Who was given what access, and by whom",
        "The newest first: accounts, their roles, locks and set-up links, keys and webhooks, never a secret. Each is "
        + "on the log before it is done; what a command did beside the servers follows within seconds. For a kind of "
        + "change the records of that time are looked through, and a page may hold fewer than asked for and still have "
        + "a `next`.")
    {
        Access = AccessRule.People(Role.Auditor),
        Query = [NameKey, KeyKey, ChangeKey, FromKey, UntilKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of changes.", new Page<AccessChangeItem>(
                [
                    new AccessChangeItem(
                        Monday, AccessChange.RolesSet, "user:a.beheer", "user:j.jansen", null, [Role.TeamLead], null,
                        null, null, false, "3-1042", null, null),
                ],
                null,
                null)),
        ],
    };
}
