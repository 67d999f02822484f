using Supervision.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.People;

/// <summary>What the document says of the people who sign in.</summary>
internal static class PeopleOperations
{
    private static readonly AccessRule Administrators = AccessRule.People(Role.Administrator);

    private static readonly PathKey NamePath = new(
        "name", "What the person signs in with.", "j.jansen", AccountNames.Pattern);

    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly PersonItem Example =
        new("j.jansen", "user:j.jansen", [Role.EscalationOfficer], "active", true);

    private static readonly PersonInvited Invited = new(
        "j.jansen", "/set-up?link=4jXcWmJ0Yx0b0rB1rXj8gq6bH3V2nS5uQ7t9w1z3c5e", Tomorrow);

    public static readonly Operation GetMe = new(
        "getMe", Tags.People, "Who is asking",
        "How the server knows whoever sends this, the roles it goes by, and the purpose that the session has chosen.")
    {
        Access = AccessRule.SignedIn,
        Answers =
        [
            Answer.Json(200, "Who it is.", new Me(
                Example.Id, ActorKind.Person, Example.Name, Example.Roles, ReadingPurpose.Escalation)),
        ],
    };

    public static readonly Operation ListPeople = new(
        "listPeople", Tags.People, "List people",
        "Everybody who has an account here, by name, with their roles. People of an OpenID Connect provider are not " +
        "in it: their roles are the provider's to say.")
    {
        Access = AccessRule.People(Role.Administrator, Role.Auditor),
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page of people.", new Page<PersonItem>([Example], null, null))],
    };

    public static readonly Operation InvitePerson = new(
        "invitePerson", Tags.People, "Give somebody an account",
        "With roles, and a link by which the person, and nobody else, chooses a password and a second factor. Some " +
        "roles do not go together: who keeps the vault cannot own a model, and an administrator has no other role.")
    {
        Access = Administrators,
        Requests =
        [
            new RequestExample(
                "application/json", "officer", "An officer",
                new InvitePersonRequest("j.jansen", [Role.EscalationOfficer]), typeof(InvitePersonRequest)),
        ],
        Answers = [Answer.Json(201, "The link, to be handed over in a safe way.", Invited)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation SetRoles = new(
        "setRolesOfPerson", Tags.People, "Set the roles of a person",
        "All of them at once. Nobody sets their own. Sessions of the person end with their next request.")
    {
        Access = Administrators,
        Path = [NamePath],
        Requests =
        [
            new RequestExample(
                "application/json", "lead", "A team lead", new SetRolesRequest([Role.TeamLead]),
                typeof(SetRolesRequest)),
        ],
        Answers = [Answer.Json(200, "The person.", Example with { Roles = [Role.TeamLead] })],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Disable = new(
        "disablePerson", Tags.People, "Disable an account",
        "Sessions of the person end with their next request, on every server. Nobody disables themselves.")
    {
        Access = Administrators,
        Path = [NamePath],
        Answers = [Answer.Json(200, "The person.", Example with { State = "disabled" })],
        Errors = [404, 409],
    };

    public static readonly Operation Enable = new(
        "enablePerson", Tags.People, "Enable an account", "Also one that was locked after wrong passwords.")
    {
        Access = Administrators,
        Path = [NamePath],
        Answers = [Answer.Json(200, "The person.", Example)],
        Errors = [404, 409],
    };

    public static readonly Operation MakeLink = new(
        "makeSetUpLink", Tags.People, "Make a new set-up link",
        "For who lost a password or a second factor, or let the first link pass: both are chosen anew by it. A link " +
        "from before is void.")
    {
        Access = Administrators,
        Path = [NamePath],
        Answers = [Answer.Json(201, "The link, to be handed over in a safe way.", Invited)],
        Errors = [404, 409],
    };
}
