using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access.Pages;

/// <summary>
/// The forms of pages: each with a token that another site cannot have, and no larger than a form is.
/// </summary>
internal sealed class Forms(IAntiforgery antiforgery)
{
    public const int BytesMax = 16 * 1024;

    /// <summary>The hidden field that a form is sent back with.</summary>
    public Html Token(HttpContext context)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return Hidden(tokens.FormFieldName, tokens.RequestToken!);
    }

    public static Html Hidden(string name, string value) =>
        Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    public static Html Wrong(string? message) =>
        message is null ? Html.Nothing : Html.Of($"""<p class="wrong" role="alert">{message}</p>""");

    /// <summary>What was filled in; null when it is no form of ours.</summary>
    public async Task<FilledForm?> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType || !OwnSite.IsOfOwnSite(context.Request)
            || await Fields(context) is not { } fields || !await antiforgery.IsRequestValidAsync(context))
            return null;

        return new FilledForm(fields);
    }

    // Before the token is looked for, which reads the form too. The reader says what it cannot read with exceptions of
    // several kinds (a zero among the characters is an invalid operation to it); a body that is too large or too slow
    // has an answer of its own.
    private static async Task<IFormCollection?> Fields(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException
            || e is IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The answer to what is no form of ours.</summary>
    public static PageAnswer NotOurs() => new(
        "That form is out of date",
        Html.Of(
            $"""
            <p>Nothing was done. Open the page again and fill it in once more.</p>
            <p><a href="/sign-in">Sign in</a></p>
            """),
        StatusCodes.Status400BadRequest);

    public static PageAnswer TooMany() => new(
        "Too many attempts",
        Html.Of($"""<p>Wait a minute, and then <a href="/sign-in">try again</a>.</p>"""),
        StatusCodes.Status429TooManyRequests);
}

/// <summary>The fields of a form that was sent; what is missing or given twice is empty.</summary>
internal sealed class FilledForm(IFormCollection fields)
{
    public string Text(string name, int lengthMax) =>
        fields[name] is [{ } text] && text.Length <= lengthMax ? text : "";
}
