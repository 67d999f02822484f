using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Facts;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access;

/// <summary>People who sign in: given an account and roles by an administrator.</summary>
internal static class PeopleEndpoints
{
    private const int RolesMax = 9;

    private static readonly Refusal LastAdministrator = new(
        "last-administrator", "This is the last administrator who can sign in; make another one first.");

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/me", GetMe).Describe(PeopleOperations.GetMe);
        routes.MapQuery("/people", List).Describe(PeopleOperations.ListPeople);
        routes.MapCommand("/people", Invite).Describe(PeopleOperations.InvitePerson);
        routes.MapCommand("/people/{name}/roles", SetRoles).Describe(PeopleOperations.SetRoles);
        routes.MapPost("/people/{name}/disable", Disable).Describe(PeopleOperations.Disable);
        routes.MapPost("/people/{name}/enable", Enable).Describe(PeopleOperations.Enable);
        routes.MapPost("/people/{name}/set-up-links", MakeLink).Describe(PeopleOperations.MakeLink);
    }

    private static Results<Ok<Me>, ProblemAnswer> GetMe(HttpContext context)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var actor = context.Actor();
        return TypedResults.Ok(new Me(
            actor.Id, actor.Kind, actor.Name, actor.Roles, Purposes.ChosenBy(context.User)));
    }

    private static async Task<Results<Ok<Page<PersonItem>>, ProblemAnswer>> List(
        HttpContext context, IAccountDirectory directory, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var after = request.Cursor("people")?.Id;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = await directory.List(after, size + 1, cancellation);
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<PersonItem>(
            [.. page.Select(row => PersonItem.Of(row, time.GetUtcNow()))],
            found.Length > size ? CursorText.Write("people", 0, page[^1].Name.ToUpperInvariant()) : null,
            null));
    }

    private static async Task<Results<Created<PersonInvited>, ProblemAnswer>> Invite(
        HttpContext context, UserManager<IdentityUser> users, SetUpLinks links, AccessRecorder recorder,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "name", "roles");
        var name = body.Text("name", AccountNames.LengthMax);
        var roles = body.WordList<Role>("roles", RolesMax);
        if (name.Length > 0 && !AccountNames.IsName(name))
            request.Refuse(ProblemError.InBody("/name", "malformed-name", AccountNames.Takes));
        if (request.Problem is { } problem)
            return problem;
        if (SeparationOfDuties.Check(ActorKind.Person, roles) is { } refusal)
            return Problems.Refused(refusal with { Pointer = "/roles" });

        var taken = new Refusal("name-taken", "Somebody has, or had, this name.", "/name");
        if (await users.FindByNameAsync(name) is not null)
            return Problems.Refused(taken);

        var account = new IdentityUser(name);
        var change = new AccessChanged(
            AccessChange.AccountMade, context.Actor().Id, AccountNames.ActorId(name), Roles: roles);
        await recorder.Record(change);
        if (!(await users.CreateAsync(account)).Succeeded)
        {
            await recorder.RecordNotDone(change); // Somebody was quicker.
            return Problems.Refused(taken);
        }

        await users.AddClaimsAsync(account, roles.Select(ClaimOf));
        var (link, expiresAt) = await links.Make(account.Id, cancellation);
        return TypedResults.Created((string?)null, new PersonInvited(name, link, expiresAt));
    }

    private static async Task<Results<Ok<PersonItem>, ProblemAnswer>> SetRoles(
        HttpContext context, UserManager<IdentityUser> users, IAccountDirectory directory, AccessRecorder recorder,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "roles");
        var roles = body.WordList<Role>("roles", RolesMax);
        if (request.Problem is { } problem)
            return problem;
        if (SeparationOfDuties.Check(ActorKind.Person, roles) is { } refusal)
            return Problems.Refused(refusal with { Pointer = "/roles" });

        var changed = new AccessChanged(AccessChange.RolesSet, context.Actor().Id, Roles: roles);
        return await Change(context, users, recorder, changed, time, async account =>
        {
            var had = (await users.GetClaimsAsync(account)).Where(claim => claim.Type == ActorClaims.RoleType);
            return await users.RemoveClaimsAsync(account, had) is { Succeeded: false } failed
                ? failed
                : await users.AddClaimsAsync(account, roles.Select(ClaimOf));
        }, roles.Contains(Role.Administrator) ? null : directory);
    }

    private static Task<Results<Ok<PersonItem>, ProblemAnswer>> Disable(
        HttpContext context, UserManager<IdentityUser> users, IAccountDirectory directory, AccessRecorder recorder,
        TimeProvider time) => Change(
            context, users, recorder, new AccessChanged(AccessChange.AccountDisabled, context.Actor().Id), time,
            account => users.SetLockoutEndDateAsync(account, DateTimeOffset.MaxValue), directory);

    private static Task<Results<Ok<PersonItem>, ProblemAnswer>> Enable(
        HttpContext context, UserManager<IdentityUser> users, AccessRecorder recorder, TimeProvider time) => Change(
            context, users, recorder, new AccessChanged(AccessChange.AccountEnabled, context.Actor().Id), time,
            async account =>
            {
                await users.ResetAccessFailedCountAsync(account);
                return await users.SetLockoutEndDateAsync(account, null);
            });

    private static async Task<Results<Created<PersonInvited>, ProblemAnswer>> MakeLink(
        HttpContext context, UserManager<IdentityUser> users, SetUpLinks links, AccessRecorder recorder,
        TimeProvider time, CancellationToken cancellation)
    {
        var (account, problem) = await Other(context, users);
        if (account is null)
            return problem!;
        if (Sessions.IsDisabled(account))
            return Problems.Refused(new Refusal("account-disabled", "Enable the account first."));

        await recorder.Record(new AccessChanged(
            AccessChange.LinkMade, context.Actor().Id, AccountNames.ActorId(account.UserName!),
            Until: links.ExpiryOf(time.GetUtcNow())));
        await users.UpdateSecurityStampAsync(account);
        var (link, expiresAt) = await links.Make(account.Id, cancellation);
        return TypedResults.Created((string?)null, new PersonInvited(account.UserName!, link, expiresAt));
    }

    /// <summary>Changes what somebody else may, and ends their sessions.</summary>
    /// <param name="guard">Counts who is left, when the change may take an administrator away.</param>
    private static async Task<Results<Ok<PersonItem>, ProblemAnswer>> Change(
        HttpContext context, UserManager<IdentityUser> users, AccessRecorder recorder, AccessChanged changed,
        TimeProvider time, Func<IdentityUser, Task<IdentityResult>> change, IAccountDirectory? guard = null)
    {
        var (account, problem) = await Other(context, users);
        if (account is null)
            return problem!;
        changed = changed with { Account = AccountNames.ActorId(account.UserName!) };
        await recorder.Record(changed);
        var outcome = guard is not null
            ? await guard.ChangeAdministrator(account.Id, Apply, CancellationToken.None)
            : await Apply() ? AdministratorChange.Made : AdministratorChange.Failed;
        if (outcome != AdministratorChange.Made)
        {
            await recorder.RecordNotDone(changed);
            return outcome == AdministratorChange.WasTheLast
                ? Problems.Refused(LastAdministrator)
                : Problems.Of(StatusCodes.Status409Conflict); // Somebody else changes the account at this moment.
        }

        var roles = (await users.GetClaimsAsync(account))
            .Where(claim => claim.Type == ActorClaims.RoleType)
            .Select(claim => Words<Role>.TryRead(claim.Value, out var role) ? role : (Role?)null)
            .OfType<Role>().Order();
        return TypedResults.Ok(PersonItem.Of(
            new AccountRow(
                account.UserName!, [.. roles], account.PasswordHash is not null, account.TwoFactorEnabled,
                account.LockoutEnd),
            time.GetUtcNow()));

        async Task<bool> Apply() =>
            (await change(account)).Succeeded && (await users.UpdateSecurityStampAsync(account)).Succeeded;
    }

    /// <summary>The account in the path, which must not be that of who asks.</summary>
    private static async Task<(IdentityUser? Account, ProblemAnswer? Problem)> Other(
        HttpContext context, UserManager<IdentityUser> users)
    {
        var request = RequestReader.Of(context);
        var name = context.Request.RouteValues["name"] as string ?? "";
        if (!AccountNames.IsName(name))
            request.Refuse("path", "name", "malformed-name", AccountNames.Takes);
        if (request.Problem is { } problem)
            return (null, problem);
        if (context.Actor().Id == AccountNames.ActorId(name))
            return (null, Problems.Refused(new Refusal(
                "own-account", "Nobody changes their own access; ask another administrator.")));

        return await users.FindByNameAsync(name) is { } account ? (account, null) : (null, Problems.NotFound());
    }

    private static Claim ClaimOf(Role role) => new(ActorClaims.RoleType, ClosedList<Role>.WordFor(role));
}
