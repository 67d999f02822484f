using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Markup. What is put into its holes is encoded, unless it is markup itself.</summary>
internal sealed record Html(string Text)
{
    public static readonly Html Nothing = new("");

    public static Html Of(FormattableString markup) => new(string.Format(
        CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(Encode)]));

    private static object Encode(object? hole) => hole switch
    {
        Html markup => markup.Text,
        IEnumerable several and not string => string.Concat(several.Cast<object?>().Select(Encode)),
        _ => HtmlEncoder.Default.Encode(Convert.ToString(hole, CultureInfo.InvariantCulture) ?? ""),
    };
}

/// <summary>A whole page as an answer.</summary>
internal sealed class PageAnswer(string title, Html content, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = status;
        answer.ContentType = "text/html; charset=utf-8";
        if (status == StatusCodes.Status429TooManyRequests)
            answer.Headers.RetryAfter = "60";
        return answer.WriteAsync(Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Supervision</title>
            <link rel="stylesheet" href="{StyleSheet.Path}">
            </head>
            <body>
            <main>
            <p class="product">Supervision</p>
            <h1>{title}</h1>
            {content}
            </main>
            </body>
            </html>

            """).Text, httpContext.RequestAborted);
    }
}
