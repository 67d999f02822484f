using System.Diagnostics;
using System.Net;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Signing_in(AccountServer server)
{
    [Fact]
    public async Task Takes_a_password_and_a_code_and_ends_everywhere_with_signing_out()
    {
        var (person, name) = await server.Person("supervisor");
        using var there = new Browser(server.Address);
        Assert.Equal(302, await there.SignIn(name, AccountServer.Password, person.Secret));

        var (status, me) = await there.Get("/v1/me");
        Assert.Equal((200, $"user:{name}", "person"), (
            status, me.GetProperty("id").GetString(), me.GetProperty("kind").GetString()));
        Assert.Equal(200, (await there.Get("/v1/referents")).Status);
        Assert.Equal(403, (await there.Post("/v1/escalations/kvk:1~1/take", null)).Status);

        using var page = await there.Open("/account");
        Assert.Contains(name, there.Page, StringComparison.Ordinal);
        using var copy = new Browser(server.Address);
        foreach (Cookie cookie in there.Cookies)
            copy.Client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        Assert.Equal(200, (await copy.Get("/v1/me")).Status);
        using var left = await there.Submit();

        Assert.Equal(302, (int)left.StatusCode);
        Assert.Equal(401, (await there.Get("/v1/me")).Status);
        Assert.Equal(401, (await person.Get("/v1/me")).Status);
        Assert.Equal(401, (await copy.Get("/v1/me")).Status);
        person.Dispose();
    }

    [Fact]
    public async Task Takes_a_code_once()
    {
        var (person, name) = await server.Person("supervisor");
        using var first = new Browser(server.Address);
        using var second = new Browser(server.Address);

        // The code that confirmed the app, then one of the next half minute, twice.
        Assert.Equal(400, await first.SignIn(name, AccountServer.Password, person.Secret, steps: 0));
        Assert.Equal(302, await first.SignIn(name, AccountServer.Password, person.Secret, steps: 1));
        Assert.Equal(400, await second.SignIn(name, AccountServer.Password, person.Secret, steps: 1));
        person.Dispose();
    }

    [Fact]
    public async Task Takes_a_recovery_code_once()
    {
        var name = server.NewName();
        using var person = new Browser(server.Address);
        var codes = await person.SetUp(await server.Invite(name, "auditor"), AccountServer.Password);
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(302, await Recover(codes[3].ToLowerInvariant()));
        Assert.Equal(400, await Recover(codes[3]));
        Assert.Equal(302, await Recover(codes[4]));

        async Task<int> Recover(string code)
        {
            using var browser = new Browser(server.Address);
            using var opened = await browser.Open("/sign-in");
            using var asked = await browser.Submit(("name", name), ("password", AccountServer.Password));
            using var answer = await browser.Submit(("code", code));
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task Is_locked_for_a_while_after_wrong_tries_and_does_not_say_so()
    {
        var (person, name) = await server.Person("supervisor");
        using var other = new Browser(server.Address);
        var wrong = "";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(400, await other.SignIn(name, "niet het wachtwoord", person.Secret));
            wrong = Said(other.Page);
        }

        Assert.Equal(400, await other.SignIn(name, AccountServer.Password, person.Secret));
        Assert.Equal(wrong, Said(other.Page));
        // Whoever is at work is not thrown out by somebody who guesses.
        Assert.Equal(200, (await person.Get("/v1/me")).Status);
        Assert.Equal(200, (await server.Administrator.Post($"/v1/people/{name}/enable", null)).Status);
        Assert.Equal(302, await other.SignIn(name, AccountServer.Password, person.Secret));
        person.Dispose();
    }

    [Fact]
    public async Task Takes_as_long_for_who_is_not_there_as_for_who_is()
    {
        const int PeopleMax = 5;
        const int TriesEach = 4; // One more would lock an account.
        var (known, unknown) = (new List<double>(), new List<double>());
        var said = new HashSet<string>();
        // The least of several is the work itself, without what a busy machine adds now and then. One that looks up no
        // password is many times as fast and stays so, however often it is asked.
        for (var tries = 0; tries < PeopleMax && (tries == 0 || !IsAlike()); tries++)
        {
            var (person, name) = await server.Person("supervisor");
            for (var i = 0; i < TriesEach; i++)
            {
                known.Add(await Time(name));
                unknown.Add(await Time($"nobody-{tries}-{i}"));
            }

            person.Dispose();
        }

        Assert.Single(said);
        Assert.True(IsAlike(), $"{known.Min():0} ms for who is there, {unknown.Min():0} ms for who is not.");

        bool IsAlike() => known.Min() / unknown.Min() is > 0.6 and < 1.7;

        async Task<double> Time(string who)
        {
            using var browser = new Browser(server.Address);
            using var opened = await browser.Open("/sign-in");
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.Submit(("name", who), ("password", "niet het wachtwoord"));
            said.Add($"{(int)answer.StatusCode} {Said(browser.Page)}");
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    [Theory]
    [InlineData("/v1/overview?x=1", "/v1/overview?x=1")]
    [InlineData("https://elsewhere.example/", "/account")]
    [InlineData("//elsewhere.example/", "/account")]
    [InlineData("/\\elsewhere.example/", "/account")]
    [InlineData("/\t/elsewhere.example/", "/account")]
    [InlineData("javascript:alert(1)", "/account")]
    [InlineData("", "/account")]
    public async Task Leads_back_to_this_server_alone(string wanted, string back)
    {
        var (person, name) = await server.Person("supervisor");
        using var browser = new Browser(server.Address);
        using var opened = await browser.Open($"/sign-in?returnUrl={Uri.EscapeDataString(wanted)}");
        using var first = await browser.Submit(("name", name), ("password", AccountServer.Password));
        using var second = await browser.Submit(
            ("code", Authenticator.Code(person.Secret, 1)), ("returnUrl", wanted));

        Assert.Equal(back, second.Headers.Location?.OriginalString);
        person.Dispose();
    }

    [Fact]
    public async Task Does_not_take_a_form_of_another_site()
    {
        using var browser = new Browser(server.Address);
        using var bare = await browser.Client.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("name", "first.administrator"), new("password", AccountServer.Password)]));
        using var opened = await browser.Open("/sign-in");
        browser.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var crossed = await browser.Submit(("name", "first.administrator"), ("password", AccountServer.Password));

        Assert.Equal(400, (int)bare.StatusCode);
        Assert.Equal(400, (int)crossed.StatusCode);
    }

    [Fact]
    public async Task Does_not_let_another_site_use_a_session()
    {
        var (person, _) = await server.Person("escalation-officer");
        person.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        var crossed = await person.Post("/v1/escalations/kvk:1~1/take", null);
        person.Client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        person.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        var older = await person.Post("/v1/escalations/kvk:1~1/take", null);
        person.Client.DefaultRequestHeaders.Remove("Origin");

        Assert.Equal((403, 403), (crossed.Status, older.Status));
        Assert.Equal(404, (await person.Post("/v1/escalations/kvk:1~1/take", null)).Status);
        person.Dispose();
    }

    [Fact]
    public async Task Seals_the_session_and_keeps_it_from_scripts_and_other_sites()
    {
        var (person, _) = await server.Person("supervisor");
        var cookie = person.Cookies["supervision"]!;

        Assert.True(cookie.HttpOnly);
        Assert.Equal(default, cookie.Expires); // Ends with the browser.
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        forged.Headers.Add("Cookie", $"supervision={cookie.Value[..^6]}AAAAAA");
        using var plain = new HttpClient { BaseAddress = server.Address };
        using var answer = await plain.SendAsync(forged);
        Assert.Equal(401, (int)answer.StatusCode);
        person.Dispose();
    }

    [Fact]
    public async Task Is_where_a_page_leads_that_needs_it()
    {
        using var browser = new Browser(server.Address);
        using var answer = await browser.Open("/account");

        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", answer.Headers.Location?.OriginalString);
    }

    private static string Said(string page) =>
        page[page.IndexOf("role=\"alert\">", StringComparison.Ordinal)..].Split('<')[0];
}
