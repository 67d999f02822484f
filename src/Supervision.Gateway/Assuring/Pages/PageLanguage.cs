using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Supervision.Facts;
using Supervision.Letters;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>The language of a page that nobody named one for: what the reader's browser takes.</summary>
internal static class PageLanguage
{
    /// <summary>The one of ours that `Accept-Language` likes best, the first of those alike; else Dutch.</summary>
    public static LetterLanguage Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted))
            return LetterLanguage.Dutch;

        return accepted.Where(one => one.Quality is null or > 0)
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => Read(one.Value.ToString()))
            .FirstOrDefault(language => language is not null) ?? LetterLanguage.Dutch;
    }

    // Of `en-GB` the first part is the language.
    private static LetterLanguage? Read(string range) =>
        ClosedList<LetterLanguage>.TryParse(range.Split('-')[0].ToLowerInvariant(), out var language)
            ? language
            : null;
}
