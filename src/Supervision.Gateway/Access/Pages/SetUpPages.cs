using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Facts;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.Access.People;

namespace Supervision.Gateway.Access.Pages;

/// <summary>
/// Choosing a password by a one-time link: the first administrator, and everybody who is given an account.
/// </summary>
internal static class SetUpPages
{
    public static void MapSetUp(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", SetUpLinks.Path, Show, AccessRule.Open);
        routes.MapPage("POST", SetUpLinks.Path, SetUp, AccessRule.Open);
    }

    private static async Task<IResult> Show(
        HttpContext context, Forms forms, SetUpLinks links, SignInAttempts attempts, UserManager<IdentityUser> users,
        IOptions<AccountOptions> options)
    {
        if (!attempts.Allows(context, ""))
            return Forms.TooMany();

        var secret = context.Request.Query[SetUpLinks.Key].ToString();
        if (await links.Find(secret, context.RequestAborted) is not { } accountId)
            return NoGood();

        var known = await Known(users, accountId);
        return known is not null && Sessions.IsDisabled(known)
            ? NoGood()
            : Page(context, forms, secret, known?.UserName, options.Value, null);
    }

    private static async Task<IResult> SetUp(
        HttpContext context, Forms forms, SetUpLinks links, SignInAttempts attempts, UserManager<IdentityUser> users,
        Steps steps, SecondFactors factors, AccessRecorder recorder, IOptions<AccountOptions> options)
    {
        if (await forms.Read(context) is not { } form)
            return Forms.NotOurs();
        if (!attempts.Allows(context, ""))
            return Forms.TooMany();

        var secret = form.Text(SetUpLinks.Key, 64);
        if (await links.Find(secret, context.RequestAborted) is not { } accountId)
            return NoGood();

        var known = await Known(users, accountId);
        if (known is not null && Sessions.IsDisabled(known))
            return NoGood(); // Since the link was made: it is no way back in.
        var name = known?.UserName ?? form.Text("name", AccountNames.LengthMax).Trim().ToLowerInvariant();
        var account = known ?? new IdentityUser(name);
        var (password, again) =
            (form.Text("password", Passwords.LengthMax), form.Text("again", Passwords.LengthMax));
        if (await WrongWith(users, account, name, password, again, options.Value) is { } wrong)
            return Page(context, forms, secret, known?.UserName, options.Value, wrong);
        var change = Recorded(name, isFirst: known is null);
        await recorder.Record(change);
        if (!await links.Use(secret, context.RequestAborted))
        {
            await recorder.RecordNotDone(change); // Somebody was quicker.
            return NoGood();
        }

        await Keep(users, account, known is null, password);
        return await SecondFactorPages.Begin(context, forms, steps, factors, account, AccountPages.Path);
    }

    private static AccessChanged Recorded(string name, bool isFirst) => isFirst
        ? new AccessChanged(
            AccessChange.AccountMade, AccessChangers.FirstLink, AccountNames.ActorId(name),
            Roles: [Role.Administrator])
        : new AccessChanged(AccessChange.LinkUsed, AccountNames.ActorId(name), AccountNames.ActorId(name));

    private static async Task Keep(
        UserManager<IdentityUser> users, IdentityUser account, bool isFirst, string password)
    {
        if (isFirst)
        {
            Must(await users.CreateAsync(account, password));
            Must(await users.AddClaimAsync(
                account, new Claim(ActorClaims.RoleType, ClosedList<Role>.WordFor(Role.Administrator))));
            return;
        }

        if (account.PasswordHash is not null)
            Must(await users.RemovePasswordAsync(account));
        Must(await users.AddPasswordAsync(account, password));
        Must(await users.SetTwoFactorEnabledAsync(account, false));
        Must(await users.ResetAccessFailedCountAsync(account));
        Must(await users.SetLockoutEndDateAsync(account, null)); // Of wrong tries; a disabled one does not come here.
    }

    private static async Task<string?> WrongWith(
        UserManager<IdentityUser> users, IdentityUser account, string name, string password, string again,
        AccountOptions options)
    {
        if (!AccountNames.IsName(name))
            return $"A name: {AccountNames.Takes}";
        if (password != again)
            return "The two passwords are not the same.";
        if (password.Contains(name, StringComparison.OrdinalIgnoreCase))
            return "The password must not have the name in it.";

        foreach (var rule in users.PasswordValidators)
        {
            if (!(await rule.ValidateAsync(users, account, password)).Succeeded)
                return $"A password has {options.PasswordLengthMin} to {Passwords.LengthMax} characters, five "
                    + "different ones among them.";
        }

        return null;
    }

    private static async Task<IdentityUser?> Known(UserManager<IdentityUser> users, string accountId) =>
        accountId.Length == 0 ? null : await users.FindByIdAsync(accountId);

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(
                "An account could not be kept: " + string.Join(", ", result.Errors.Select(error => error.Code)));
    }

    private static PageAnswer NoGood() => new(
        "This link cannot be used",
        Html.Of(
            $"""
            <p>It was used, or its time is up, or there is a newer one, or the account is disabled. Ask an administrator
            for another.</p>
            """),
        StatusCodes.Status404NotFound);

    private static PageAnswer Page(
        HttpContext context, Forms forms, string secret, string? name, AccountOptions options, string? wrong) => new(
        name is null ? "Set up the first administrator" : "Set up your account",
        Html.Of(
            $"""
            {Forms.Wrong(wrong)}
            <form method="post" action="{SetUpLinks.Path}">
            {forms.Token(context)}{Forms.Hidden(SetUpLinks.Key, secret)}
            {(name is null ? ChooseName() : Html.Of($"<p>You sign in as <strong>{name}</strong>.</p>"))}
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="new-password" required
             minlength="{options.PasswordLengthMin}" maxlength="{Passwords.LengthMax}">
            <p class="hint">
            {options.PasswordLengthMin} to {Passwords.LengthMax} characters. A few words in a row are good.
            </p>
            <label for="again">The same again</label>
            <input id="again" name="again" type="password" autocomplete="new-password" required
             maxlength="{Passwords.LengthMax}">
            <button>Continue</button>
            </form>
            """),
        wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static Html ChooseName() => Html.Of(
        $"""
        <p>An administrator gives people and services their access, and reads no dossiers.</p>
        <label for="name">Name to sign in with</label>
        <input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
         maxlength="{AccountNames.LengthMax}" autofocus>
        <p class="hint">Lower-case letters, digits, dots and dashes. It is on record with what you do.</p>
        """);
}
