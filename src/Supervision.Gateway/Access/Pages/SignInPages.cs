using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Access.People;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Signing in: name and password, then a code.</summary>
internal static class SignInPages
{
    public const string Path = "/sign-in";
    public const string CodePath = "/sign-in/code";

    /// <summary>Says that signing in with a provider did not work.</summary>
    public const string FailedKey = "failed";

    private const string ElsewhereFailed = "Signing in there did not work, or took too long. Try again.";

    private const string Refused =
        "That is not right. Check the name and the password. After several wrong tries an account is locked for a "
        + "while.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", Path, Show, AccessRule.Open);
        routes.MapPage("POST", Path, CheckPassword, AccessRule.Open);
        routes.MapPage("POST", CodePath, CheckCode, AccessRule.Open);
    }

    private static PageAnswer Show(HttpContext context, Forms forms) => Page(
        context, forms, ReturnPath.Of(context.Request.Query[ReturnPath.Key].ToString()),
        context.Request.Query.ContainsKey(FailedKey) ? ElsewhereFailed : null);

    private static async Task<IResult> CheckPassword(
        HttpContext context, Forms forms, SignInAttempts attempts, Passwords passwords, Steps steps,
        SecondFactors factors)
    {
        if (await forms.Read(context) is not { } form)
            return Forms.NotOurs();

        var name = form.Text("name", AccountNames.LengthMax).Trim().ToLowerInvariant();
        var back = ReturnPath.Of(form.Text(ReturnPath.Key, ReturnPath.LengthMax));
        if (!attempts.Allows(context, name))
            return Forms.TooMany();

        var password = form.Text("password", Passwords.LengthMax);
        if (await attempts.Run(() => passwords.Check(name, password), context.RequestAborted) is not { } account)
            return Page(context, forms, back, Refused);

        return account.TwoFactorEnabled
            ? CodePage(context, forms, steps.Seal(account), back, null)
            : await SecondFactorPages.Begin(context, forms, steps, factors, account, back);
    }

    private static async Task<IResult> CheckCode(
        HttpContext context, Forms forms, SignInAttempts attempts, Steps steps, SecondFactors factors,
        Sessions sessions)
    {
        if (await forms.Read(context) is not { } form)
            return Forms.NotOurs();

        var back = ReturnPath.Of(form.Text(ReturnPath.Key, ReturnPath.LengthMax));
        var step = form.Text("step", 2_048);
        if (await steps.Open(step) is not { TwoFactorEnabled: true } account)
            return Page(context, forms, back, "That took too long. Start again.");
        if (!attempts.Allows(context, account.UserName!))
            return Forms.TooMany();

        var code = form.Text("code", 64);
        if (await attempts.Run(
                async () => await factors.Check(account, code) ? account : null, context.RequestAborted) is null)
            return CodePage(context, forms, step, back, "That code is not right, or was used already.");

        await sessions.Begin(context, account);
        return Results.LocalRedirect(back);
    }

    private static PageAnswer Page(HttpContext context, Forms forms, string back, string? wrong) => new(
        "Sign in",
        Html.Of(
            $"""
            {Forms.Wrong(wrong)}
            <form method="post" action="{Path}">
            {forms.Token(context)}{Forms.Hidden(ReturnPath.Key, back)}
            <label for="name">Name</label>
            <input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
             maxlength="{AccountNames.LengthMax}" autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required
             maxlength="{Passwords.LengthMax}">
            <button>Continue</button>
            </form>
            {Providers(context, back)}
            """),
        wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static IEnumerable<Html> Providers(HttpContext context, string back) =>
        context.RequestServices.GetServices<OtherSignIn>().Select(other =>
        {
            var start = $"{other.Path}?{ReturnPath.Key}={Uri.EscapeDataString(back)}";
            return Html.Of($"""<a class="button second" href="{start}">Sign in with {other.Name}</a>""");
        });

    private static PageAnswer CodePage(HttpContext context, Forms forms, string step, string back, string? wrong) =>
        new(
            "Enter your code",
            Html.Of(
                $"""
                {Forms.Wrong(wrong)}
                <form method="post" action="{CodePath}">
                {forms.Token(context)}{Forms.Hidden(ReturnPath.Key, back)}{Forms.Hidden("step", step)}
                <label for="code">Code</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="32"
                 autofocus>
                <p class="hint">The six digits that your authenticator app shows, or one of your recovery codes.</p>
                <button>Sign in</button>
                </form>
                """),
            wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}

/// <summary>Another way to sign in that the page offers.</summary>
/// <param name="Path">Where it starts; it is told where to lead back to.</param>
internal sealed record OtherSignIn(string Name, string Path);
