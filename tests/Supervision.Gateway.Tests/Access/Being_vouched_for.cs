using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Against a real OpenID Connect provider on loopback.</summary>
[Collection(nameof(AccountServer))]
public sealed class Being_vouched_for(AccountServer server)
{
    private readonly LocalProvider _provider = server.Provider;

    [Fact]
    public async Task Takes_a_token_of_the_provider_and_maps_its_groups()
    {
        var (status, me) = await Ask("/v1/me", _provider.Token("p-1", ["group-supervisor", "group-auditor", "other"]));

        Assert.Equal(200, status);
        Assert.Equal("oidc:login:p-1", me.GetProperty("id").GetString());
        Assert.Equal("person", me.GetProperty("kind").GetString());
        Assert.Equal(
            ["supervisor", "auditor"], me.GetProperty("roles").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task Takes_a_service_for_a_service_whatever_its_groups()
    {
        _provider.Groups = ["group-integrator"];
        var (status, me) = await Ask("/v1/me", await _provider.TokenOfService());
        _provider.Groups = ["group-supervisor"];
        var (_, officer) = await Ask("/v1/me", _provider.Token("s-1", ["group-escalation-officer"], isPerson: false));
        var (_, both) = await Ask("/v1/me", _provider.Token("p-2", ["group-vault-keeper", "group-model-owner"]));

        Assert.Equal((200, "service"), (status, me.GetProperty("kind").GetString()));
        Assert.Equal($"oidc:login:{LocalProvider.ServiceClient}", me.GetProperty("id").GetString());
        Assert.Equal("integrator", me.GetProperty("roles")[0].GetString());
        Assert.Equal(0, officer.GetProperty("roles").GetArrayLength());
        Assert.Equal(0, both.GetProperty("roles").GetArrayLength());
    }

    public static TheoryData<string> Tampered => [.. TamperedTokens.All];

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task Refuses_a_token_that_is(string how)
    {
        var good = _provider.Token("p-1", ["group-supervisor"]);
        Assert.Equal(200, (await Ask("/v1/me", good)).Status);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {TamperedTokens.Make(_provider, how)}");
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.SendAsync(request);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
    }

    [Fact]
    public async Task Signs_a_person_in_on_the_page_with_a_code_and_its_proof()
    {
        using var browser = new Browser(server.Address);
        var (callback, back) = await GoThere(browser, "/v1/me");
        using var returned = await browser.Open(callback);

        Assert.Equal(302, (int)returned.StatusCode);
        Assert.Equal(back, returned.Headers.Location?.OriginalString);
        var (status, me) = await browser.Get("/v1/me");
        Assert.Equal((200, "oidc:login:a-person", "person"), (
            status, me.GetProperty("id").GetString(), me.GetProperty("kind").GetString()));
        Assert.Equal(200, (await browser.Get("/v1/referents")).Status);

        // The same code once more, here and in another browser.
        using var again = await browser.Open(callback);
        using var other = new Browser(server.Address);
        using var stolen = await other.Open(callback);
        Assert.All([again, stolen], answer => Assert.Equal(
            "/sign-in?failed=1", answer.Headers.Location?.OriginalString));
        Assert.Equal(401, (await other.Get("/v1/me")).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    public async Task Leads_back_to_this_server_alone(string wanted)
    {
        using var browser = new Browser(server.Address);
        var (callback, _) = await GoThere(browser, wanted);
        using var returned = await browser.Open(callback);

        Assert.Equal("/account", returned.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("Authority", "http://login.example")]
    [InlineData("Algorithms:0", "HS256")]
    [InlineData("Algorithms:0", "none")]
    [InlineData("Roles:x", "king")]
    public void Is_refused_at_start_when_it_is_not_safe(string key, string value)
    {
        using var folder = new TemporaryFolder();
        var configuration = _provider.Configuration();
        configuration[$"Supervision:Access:OpenIdConnect:{key}"] = value;

        var reason = Assert.Throws<CannotStartException>(() => SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", null, null, Configuration: configuration)));

        Assert.Contains(key.Split(':')[0], reason.Message, StringComparison.Ordinal);
    }

    private static async Task<(string Callback, string Back)> GoThere(Browser browser, string back)
    {
        using var page = await browser.Open("/sign-in");
        Assert.Contains("Sign in with the test provider", browser.Page, StringComparison.Ordinal);
        using var away = await browser.Open($"/sign-in/provider?returnUrl={Uri.EscapeDataString(back)}");
        var there = away.Headers.Location!.ToString();
        Assert.Contains("code_challenge_method=S256", there, StringComparison.Ordinal);
        Assert.Contains("response_type=code", there, StringComparison.Ordinal);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await client.GetAsync(there);
        Assert.Equal(302, (int)granted.StatusCode);
        return (granted.Headers.Location!.PathAndQuery, back);
    }

    private async Task<(int Status, JsonElement Body)> Ask(string path, string token)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(path);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
