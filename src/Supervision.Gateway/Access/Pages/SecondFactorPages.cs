using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using QRCoder;
using Supervision.Gateway.Access.People;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Setting up the second factor, which everybody has before a first session.</summary>
internal static class SecondFactorPages
{
    private const string Path = "/set-up/second-factor";

    public static void MapSecondFactor(this IEndpointRouteBuilder routes) =>
        routes.MapPage("POST", Path, Confirm, AccessRule.Open);

    /// <summary>Shows a new secret to somebody who gave the right password and has no second factor yet.</summary>
    public static async Task<IResult> Begin(
        HttpContext context, Forms forms, Steps steps, SecondFactors factors, IdentityUser account, string back)
    {
        var secret = await factors.Begin(account);
        // Sealed after the secret was kept: that changes the stamp by which the step is known.
        return Page(context, forms, steps.Seal(account), account.UserName!, secret, back, null);
    }

    private static async Task<IResult> Confirm(
        HttpContext context, Forms forms, SignInAttempts attempts, Steps steps, SecondFactors factors,
        UserManager<IdentityUser> users, Sessions sessions)
    {
        if (await forms.Read(context) is not { } form)
            return Forms.NotOurs();
        if (await steps.Open(form.Text("step", 2_048)) is not { TwoFactorEnabled: false } account)
            return Forms.NotOurs();
        if (!attempts.Allows(context, account.UserName!))
            return Forms.TooMany();

        var back = ReturnPath.Of(form.Text(ReturnPath.Key, ReturnPath.LengthMax));
        if (await factors.Confirm(account, form.Text("code", 64)) is not { } recovery)
            return Page(
                context, forms, steps.Seal(account), account.UserName!,
                (await users.GetAuthenticatorKeyAsync(account))!, back,
                "That code is not right. Is the clock of your phone?");

        await sessions.Begin(context, account);
        return new PageAnswer(
            "Keep these recovery codes",
            Html.Of(
                $"""
                <p>Each signs you in once when you are without your app. They are not shown again.</p>
                <ul class="codes">{recovery.Select(code => Html.Of($"<li>{code}</li>"))}</ul>
                <a class="button" href="{back}">I have kept them</a>
                """));
    }

    private static PageAnswer Page(
        HttpContext context, Forms forms, string step, string name, string secret, string back, string? wrong)
    {
        var uri = $"otpauth://totp/Supervision:{Uri.EscapeDataString(name)}"
            + $"?secret={secret}&issuer=Supervision&digits=6";
        return new PageAnswer(
            "Set up your second factor",
            Html.Of(
                $"""
                {Forms.Wrong(wrong)}
                <p>Scan this with an authenticator app, and enter the code that it shows.</p>
                <img class="code" alt="The secret below, as a code to scan" src="{Picture(uri)}">
                <p class="hint">Or enter it by hand:</p>
                <p class="secret">{InFours(secret)}</p>
                <form method="post" action="{Path}">
                {forms.Token(context)}{Forms.Hidden(ReturnPath.Key, back)}{Forms.Hidden("step", step)}
                <label for="code">Code</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="16"
                 autofocus>
                <button>Confirm</button>
                </form>
                """),
            wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static string Picture(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(drawing.GetGraphic(4)));
    }

    private static string InFours(string secret) =>
        string.Join(' ', secret.ToLowerInvariant().Chunk(4).Select(four => new string(four)));
}
