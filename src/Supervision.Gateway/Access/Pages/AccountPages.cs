using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Who is signed in, and out again.</summary>
internal static class AccountPages
{
    public const string Path = "/account";
    private const string SignOutPath = "/sign-out";

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", Path, Show, AccessRule.AnyPerson);
        routes.MapPage("POST", SignOutPath, End, AccessRule.AnyPerson);
        routes.MapPage("GET", StyleSheet.Path, () => Results.Text(StyleSheet.Text, "text/css"), AccessRule.Open);
    }

    private static PageAnswer Show(HttpContext context, Forms forms)
    {
        var actor = context.Actor();
        var roles = actor.Roles.IsEmpty
            ? "none yet; an administrator gives them"
            : string.Join(", ", actor.Roles.Select(role => ClosedList<Role>.WordFor(role).Replace('-', ' ')));
        return new PageAnswer(
            "You are signed in",
            Html.Of(
                $"""
                <dl>
                <dt>As</dt><dd>{actor.Name}</dd>
                <dt>On record as</dt><dd>{actor.Id}</dd>
                <dt>Roles</dt><dd>{roles}</dd>
                </dl>
                <a class="button" href="{ApiDocument.PagePath}">Try the API</a>
                <form method="post" action="{SignOutPath}">
                {forms.Token(context)}
                <button class="second">Sign out everywhere</button>
                </form>
                """));
    }

    private static async Task<IResult> End(HttpContext context, Forms forms, Sessions sessions)
    {
        if (await forms.Read(context) is null)
            return Forms.NotOurs();

        await sessions.End(context);
        return Results.LocalRedirect(SignInPages.Path);
    }
}
