using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Who is signed in, what for, and out again.</summary>
internal static class AccountPages
{
    public const string Path = "/account";
    private const string PurposePath = "/account/purpose";
    private const string SignOutPath = "/sign-out";

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", Path, Show, AccessRule.AnyPerson);
        routes.MapPage("POST", PurposePath, Choose, AccessRule.AnyPerson);
        routes.MapPage("POST", SignOutPath, End, AccessRule.AnyPerson);
        routes.MapPage("GET", StyleSheet.Path, () => Results.Text(StyleSheet.Text, "text/css"), AccessRule.Open);
    }

    private static PageAnswer Show(HttpContext context, Forms forms)
    {
        var actor = context.Actor();
        var roles = actor.Roles.IsEmpty
            ? "none yet; an administrator gives them"
            : string.Join(", ", actor.Roles.Select(role => ClosedList<Role>.WordFor(role).Replace('-', ' ')));
        var chosen = Purposes.ChosenBy(context.User);
        return new PageAnswer(
            "You are signed in",
            Html.Of(
                $"""
                <dl>
                <dt>As</dt><dd>{actor.Name}</dd>
                <dt>On record as</dt><dd>{actor.Id}</dd>
                <dt>Roles</dt><dd>{roles}</dd>
                <dt>Reads dossiers for</dt><dd>{(chosen is { } one ? Shown(one) : "what each request says")}</dd>
                </dl>
                {(PurposeChoice.HasSession(context) ? Choice(context, forms, chosen) : Html.Nothing)}
                <a class="button" href="{ApiDocument.PagePath}">Try the API</a>
                <form method="post" action="{SignOutPath}">
                {forms.Token(context)}
                <button class="second">Sign out everywhere</button>
                </form>
                """));
    }

    private static Html Choice(HttpContext context, Forms forms, ReadingPurpose? chosen) => Html.Of(
        $"""
        <form method="post" action="{PurposePath}">
        {forms.Token(context)}
        <label for="purpose">What you read dossiers for in this session</label>
        <select id="purpose" name="purpose">
        <option value="">no choice: each request says it</option>
        {Enum.GetValues<ReadingPurpose>().Select(purpose => Option(purpose, purpose == chosen))}
        </select>
        <p class="hint">It is recorded with every dossier that you see, and holds until you sign out.</p>
        <button>Choose</button>
        </form>
        """);

    private static Html Option(ReadingPurpose purpose, bool isChosen) => isChosen
        ? Html.Of($"""<option value="{Words<ReadingPurpose>.TextOf(purpose)}" selected>{Shown(purpose)}</option>""")
        : Html.Of($"""<option value="{Words<ReadingPurpose>.TextOf(purpose)}">{Shown(purpose)}</option>""");

    private static string Shown(ReadingPurpose purpose) => Words<ReadingPurpose>.TextOf(purpose).Replace('-', ' ');

    private static async Task<IResult> Choose(HttpContext context, Forms forms)
    {
        if (await forms.Read(context) is not { } form)
            return Forms.NotOurs();

        var word = form.Text("purpose", 32);
        ReadingPurpose? purpose = null;
        if (word.Length > 0)
        {
            if (!Words<ReadingPurpose>.TryRead(word, out var read))
                return Forms.NotOurs();
            purpose = read;
        }

        return await PurposeChoice.Make(context, purpose) ? Results.LocalRedirect(Path) : Forms.NotOurs();
    }

    private static async Task<IResult> End(HttpContext context, Forms forms, Sessions sessions)
    {
        if (await forms.Read(context) is null)
            return Forms.NotOurs();

        await sessions.End(context);
        return Results.LocalRedirect(SignInPages.Path);
    }
}
