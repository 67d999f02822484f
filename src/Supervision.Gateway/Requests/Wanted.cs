using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Supervision.Gateway.Requests;

/// <summary>What a request would rather have, of what is offered.</summary>
internal static class Wanted
{
    /// <summary>Whether the page is asked for: by its word in the query, or with none by what is accepted.</summary>
    public static bool IsPage(HttpRequest request, string? format, string word) =>
        format == word || (format is null && PrefersPage(request));

    /// <summary>Whether HTML is accepted rather than JSON; alike is JSON.</summary>
    public static bool PrefersPage(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return false;

        return QualityOf("text/html") > QualityOf("application/json");

        double QualityOf(string offered) => accepted
            .Where(type => new MediaTypeHeaderValue(offered).IsSubsetOf(new MediaTypeHeaderValue(type.MediaType)))
            .OrderBy(type => type.MatchesAllTypes ? 2 : type.MatchesAllSubTypes ? 1 : 0)
            .Select(type => type.Quality ?? 1)
            .FirstOrDefault();
    }
}
