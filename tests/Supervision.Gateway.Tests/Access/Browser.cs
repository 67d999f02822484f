using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Somebody with a browser: keeps cookies, fills in forms with their hidden fields, follows nothing.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public Browser(Uri server)
    {
        Client = new HttpClient(_handler) { BaseAddress = server };
        Client.DefaultRequestHeaders.Add("X-Purpose", "supervision");
    }

    public HttpClient Client { get; }

    public CookieCollection Cookies => _handler.CookieContainer.GetCookies(Client.BaseAddress!);

    public string Page { get; private set; } = "";

    /// <summary>Of the authenticator app of whoever sits here.</summary>
    public string Secret { get; private set; } = "";

    public async Task<HttpResponseMessage> Open(string path)
    {
        var answer = await Client.GetAsync(path);
        Page = await answer.Content.ReadAsStringAsync();
        return answer;
    }

    /// <summary>Sends the form of the page that is open; of several the last one.</summary>
    public Task<HttpResponseMessage> Submit(params (string Name, string Value)[] fields) =>
        SubmitTo(Action().Matches(Page)[^1].Groups["path"].Value, fields);

    /// <summary>Sends the form of the page that is open which leads there.</summary>
    public async Task<HttpResponseMessage> SubmitTo(string action, params (string Name, string Value)[] fields)
    {
        Assert.Contains($"action=\"{action}\"", Page, StringComparison.Ordinal);
        var all = Hidden().Matches(Page)
            .Select(match => (
                Name: match.Groups["name"].Value, Value: WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Where(hidden => fields.All(field => field.Name != hidden.Name))
            .Concat(fields).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value);
        using var form = new FormUrlEncodedContent(all);
        var answer = await Client.PostAsync(action, form);
        Page = await answer.Content.ReadAsStringAsync();
        return answer;
    }

    /// <summary>Chooses a password and a second factor by a link; gives the recovery codes.</summary>
    public async Task<string[]> SetUp(string link, string password, string? name = null)
    {
        using var opened = await Open(link);
        Assert.Equal(200, (int)opened.StatusCode);
        using var chosen = name is null
            ? await Submit(("password", password), ("again", password))
            : await Submit(("name", name), ("password", password), ("again", password));
        Assert.True(chosen.IsSuccessStatusCode, Page);
        Secret = SecretText().Match(Page).Groups["secret"].Value;
        using var confirmed = await Submit(("code", Authenticator.Code(Secret)));
        Assert.True(confirmed.IsSuccessStatusCode, Page);
        return [.. RecoveryCode().Matches(Page).Select(match => match.Groups["code"].Value)];
    }

    /// <summary>
    /// Gives name and password, then a code of the next half minute: that of this one may have been used.
    /// </summary>
    public async Task<int> SignIn(string name, string password, string secret, int steps = 1)
    {
        using var opened = await Open("/sign-in");
        using var first = await Submit(("name", name), ("password", password));
        if (!first.IsSuccessStatusCode)
            return (int)first.StatusCode;

        using var second = await Submit(("code", Authenticator.Code(secret, steps)));
        return (int)second.StatusCode;
    }

    public async Task<(int Status, JsonElement Body)> Get(string path)
    {
        using var answer = await Client.GetAsync(path);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public async Task<(int Status, JsonElement Body)> Post(string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await Client.PostAsync(path, content);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<path>[^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<p class=\"secret\">(?<secret>[a-z2-7 ]+)</p>")]
    private static partial Regex SecretText();

    [GeneratedRegex("<li>(?<code>[^<]+)</li>")]
    private static partial Regex RecoveryCode();
}
