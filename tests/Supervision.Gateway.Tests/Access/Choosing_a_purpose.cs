using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Choosing_a_purpose(AccountServer server)
{
    private const string Dossier = "/v1/referents/kvk:985100001/risk";

    [Fact]
    public async Task Lets_a_session_read_without_saying_it_again_until_it_ends()
    {
        var (browser, name) = await Person();
        using var owned = browser;
        Assert.Equal(400, (await browser.Get(Dossier)).Status);
        Assert.Equal(JsonValueKind.Null, await PurposeOf(browser));

        using var chosen = await Choose(browser, "objection");
        Assert.Equal(302, (int)chosen.StatusCode);
        using var page = await browser.Open("/account");

        Assert.Contains("<dd>objection</dd>", browser.Page, StringComparison.Ordinal);
        Assert.Equal("objection", (await browser.Get("/v1/me")).Body.GetProperty("purpose").GetString());
        Assert.Equal(404, (await browser.Get(Dossier)).Status);
        Assert.Equal(ReadingPurpose.Objection, (await Last(name)).Purpose);
        using var signedOut = await browser.Submit();
        Assert.Equal(302, await browser.SignIn(name, AccountServer.Password, browser.Secret));
        Assert.Equal(400, (await browser.Get(Dossier)).Status);
    }

    [Fact]
    public async Task Gives_way_to_what_a_request_says()
    {
        var (browser, name) = await Person();
        using var owned = browser;
        using var chosen = await Choose(browser, "audit");
        browser.Client.DefaultRequestHeaders.Add("X-Purpose", "escalation");

        Assert.Equal(404, (await browser.Get(Dossier)).Status);
        Assert.Equal(ReadingPurpose.Escalation, (await Last(name)).Purpose);
    }

    [Fact]
    public async Task Can_be_changed_and_taken_back()
    {
        var (browser, _) = await Person();
        using var owned = browser;
        foreach (var purpose in (string[])["audit", "data-subject-request"])
        {
            using var chosen = await Choose(browser, purpose);
            Assert.Equal(purpose, (await browser.Get("/v1/me")).Body.GetProperty("purpose").GetString());
        }

        using var none = await Choose(browser, "");
        Assert.Equal(JsonValueKind.Null, await PurposeOf(browser));
        Assert.Equal(400, (await browser.Get(Dossier)).Status);
    }

    [Theory]
    [InlineData("curiosity")]
    [InlineData("Audit")]
    [InlineData("3")]
    public async Task Takes_nothing_but_the_closed_list(string word)
    {
        var (browser, _) = await Person();
        using var owned = browser;
        using var refused = await Choose(browser, word);

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(JsonValueKind.Null, await PurposeOf(browser));
    }

    [Fact]
    public async Task Is_refused_without_the_token_of_the_form_and_without_a_session()
    {
        var (browser, name) = await Person();
        using var owned = browser;
        using var form = new FormUrlEncodedContent([new("purpose", "audit")]);
        using var forged = await browser.Client.PostAsync("/account/purpose", form);
        Assert.Equal(400, (int)forged.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/purpose");
        request.Headers.Authorization = new("Bearer", server.Provider.Token(name, ["group-supervisor"]));
        request.Content = new FormUrlEncodedContent([new("purpose", "audit")]);
        using var plain = new HttpClient { BaseAddress = server.Address };
        using var withToken = await plain.SendAsync(request);
        Assert.Equal(400, (int)withToken.StatusCode);
        Assert.Equal(JsonValueKind.Null, await PurposeOf(browser));
    }

    private static async Task<HttpResponseMessage> Choose(Browser browser, string word)
    {
        using var opened = await browser.Open("/account");
        return await browser.SubmitTo("/account/purpose", ("purpose", word));
    }

    private static async Task<JsonValueKind> PurposeOf(Browser browser) =>
        (await browser.Get("/v1/me")).Body.GetProperty("purpose").ValueKind;

    private async Task<(Browser Browser, string Name)> Person()
    {
        var (browser, name) = await server.Person("supervisor");
        browser.Client.DefaultRequestHeaders.Remove("X-Purpose");
        return (browser, name);
    }

    private async Task<DossierRead> Last(string name)
    {
        var log = server.Application.Services.GetRequiredService<IReadLog>();
        var span = new ReadSpan(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null);
        return (await log.Newest(span, IReadLog.PageMax, default))
            .Select(logged => DossierRead.TryRead(logged, out var read) ? read : null)
            .First(read => read?.Actor == $"user:{name}")!;
    }
}
