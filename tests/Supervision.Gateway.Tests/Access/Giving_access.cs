using System.Text.Json;
using Supervision.Benchmarks.Load;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Giving_access(AccountServer server)
{
    [Fact]
    public async Task Begins_with_a_link_that_works_once()
    {
        using var browser = new Browser(server.Address);
        using var used = await browser.Open(server.FirstLink);
        var name = server.NewName();
        var link = await server.Invite(name, "supervisor");
        await browser.SetUp(link, AccountServer.Password);
        using var again = await browser.Open(link);
        using var guessed = await browser.Open("/set-up?link=4jXcWmJ0Yx0b0rB1rXj8gq6bH3V2nS5uQ7t9w1z3c5e");

        Assert.Equal([404, 404, 404], new[] { used, again, guessed }.Select(answer => (int)answer.StatusCode));
    }

    [Theory]
    [InlineData("kort", "kort")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa")]
    [InlineData("een lange nacht", "een andere nacht")]
    [InlineData("xx person-%N% xx", "xx person-%N% xx")]
    public async Task Refuses_a_password_that_is_no_good_and_keeps_the_link(string password, string again)
    {
        var name = server.NewName();
        var link = await server.Invite(name, "supervisor");
        using var browser = new Browser(server.Address);
        using var opened = await browser.Open(link);
        using var answer = await browser.Submit(
            ("password", password.Replace("person-%N%", name)), ("again", again.Replace("person-%N%", name)));

        Assert.Equal(400, (int)answer.StatusCode);
        await browser.SetUp(link, AccountServer.Password);
        Assert.Equal(200, (await browser.Get("/v1/me")).Status);
    }

    [Fact]
    public async Task Says_how_long_a_password_may_be_to_who_chose_too_long_a_one()
    {
        using var browser = new Browser(server.Address);
        using var opened = await browser.Open(await server.Invite(server.NewName(), "supervisor"));
        var password = string.Concat(Enumerable.Repeat("lange nacht in maart ", 10));
        using var answer = await browser.Submit(("password", password), ("again", password));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("A password has 12 to 128 characters", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_in_force_with_the_next_request()
    {
        var (person, name) = await server.Person("supervisor");
        Assert.Equal(200, (await person.Get("/v1/referents")).Status);

        Assert.Equal(200, (await server.Administrator.Post(
            $"/v1/people/{name}/roles", new { roles = new[] { "model-owner" } })).Status);
        Assert.Equal(401, (await person.Get("/v1/referents")).Status);
        Assert.Equal(302, await person.SignIn(name, AccountServer.Password, person.Secret));
        Assert.Equal(403, (await person.Get("/v1/referents")).Status);
        Assert.Equal(200, (await server.Administrator.Post($"/v1/people/{name}/disable", null)).Status);
        Assert.Equal(401, (await person.Get("/v1/me")).Status);
        Assert.Equal(400, await person.SignIn(name, AccountServer.Password, person.Secret, steps: -1));
        person.Dispose();
    }

    [Fact]
    public async Task Ends_the_streams_of_who_lost_it_after_their_time()
    {
        var (person, name) = await server.Person("supervisor");
        using var stream = await person.Client.GetAsync(
            "/v1/risk-changes", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)stream.StatusCode);
        Assert.Equal(200, (await server.Administrator.Post($"/v1/people/{name}/disable", null)).Status);

        // Reads to the end that the server makes.
        await stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using var again = await person.Client.GetAsync("/v1/risk-changes", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(401, (int)again.StatusCode);
        person.Dispose();
    }

    [Theory]
    [InlineData("vault-and-model", "vault-keeper", "model-owner")]
    [InlineData("administrator-alone", "administrator", "supervisor")]
    public async Task Refuses_roles_that_do_not_go_together(string code, params string[] roles)
    {
        var name = server.NewName();
        var invited = await server.Administrator.Post("/v1/people", new { name, roles });
        await server.Invite(name, roles[0]);
        var changed = await server.Administrator.Post($"/v1/people/{name}/roles", new { roles });

        Assert.All([invited, changed], answer => Assert.Equal(
            (409, $"urn:supervision:refusal:{code}"), (answer.Status, answer.Body.GetProperty("type").GetString())));
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("set-up-links")]
    public async Task Is_never_of_oneself(string what)
    {
        var (status, body) = await server.Administrator.Post(
            $"/v1/people/first.administrator/{what}", what == "roles" ? new { roles = Array.Empty<string>() } : null);

        Assert.Equal((409, "urn:supervision:refusal:own-account"), (status, body.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("""{"name":"X Y","roles":[]}""", 400)]
    [InlineData("""{"name":"x","roles":["king"]}""", 400)]
    [InlineData("""{"name":"x","roles":["auditor","auditor"]}""", 400)]
    [InlineData("""{"name":"x","roles":[],"isAdministrator":true}""", 400)]
    [InlineData("""{"name":"x","roles":[],"passwordHash":"x"}""", 400)]
    [InlineData("""{"name":"first.administrator","roles":[]}""", 409)]
    public async Task Refuses_what_it_cannot_read_and_names_that_are_taken(string json, int status)
    {
        using var answer = await server.Administrator.Client.PostAsync(
            "/v1/people", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Lists_people_with_what_they_may_and_nothing_secret()
    {
        var (person, name) = await server.Person("vault-keeper", "auditor");
        var invited = server.NewName();
        await server.Invite(invited);
        var people = new List<JsonElement>();
        var next = "/v1/people?pageSize=2";
        while (next is not null)
        {
            var (_, page) = await server.Administrator.Get(next);
            people.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } cursor
                ? $"/v1/people?pageSize=2&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        var found = people.Single(one => one.GetProperty("name").GetString() == name);
        Assert.Equal("active", found.GetProperty("state").GetString());
        Assert.Equal(
            ["auditor", "vault-keeper"],
            found.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal("invited", people.Single(one => one.GetProperty("name").GetString() == invited)
            .GetProperty("state").GetString());
        Assert.All(people, one => Assert.Equal(
            ["hasSecondFactor", "id", "name", "roles", "state"],
            one.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
        person.Dispose();
    }

    [Fact]
    public async Task Leaves_nothing_in_the_file_that_signs_anybody_in()
    {
        var name = server.NewName();
        var link = await server.Invite(name, "supervisor");
        using var person = new Browser(server.Address);
        var codes = await person.SetUp(link, AccountServer.Password);
        var secrets = codes.Append(AccountServer.Password).Append(link.Split('=')[1])
            .Append(person.Secret.Replace(" ", "").ToUpperInvariant()).Append(person.Cookies["supervision"]!.Value)
            .Append("<masterKey");
        var files = Directory.GetFiles(server.Folder, "accounts.db*");

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = System.Text.Encoding.Latin1.GetString(ServerFiles.Read(file));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Can_be_begun_anew_by_who_has_the_machine()
    {
        var (person, name) = await server.Person("auditor");
        var (code, output) = await ServerProcess.Run("set-up-link", name, "--data", server.Folder);
        var (unknown, _) = await ServerProcess.Run("set-up-link", "nobody-at-all", "--data", server.Folder);

        Assert.True(code == 0, output);
        Assert.Equal(1, unknown);
        Assert.Equal(401, (await person.Get("/v1/me")).Status);
        var link = output[output.IndexOf("/set-up?", StringComparison.Ordinal)..].Trim();
        await person.SetUp(link, "een ander wachtwoord");
        Assert.Equal(200, (await person.Get("/v1/me")).Status);
        person.Dispose();
    }

    [Fact]
    public async Task Can_be_begun_anew_by_another_link()
    {
        var (person, name) = await server.Person("supervisor");
        var (_, first) = await server.Administrator.Post($"/v1/people/{name}/set-up-links", null);
        var (_, second) = await server.Administrator.Post($"/v1/people/{name}/set-up-links", null);
        using var browser = new Browser(server.Address);
        using var old = await browser.Open(first.GetProperty("setUpLink").GetString()!);

        Assert.Equal(404, (int)old.StatusCode);
        Assert.Equal(401, (await person.Get("/v1/me")).Status);
        await browser.SetUp(second.GetProperty("setUpLink").GetString()!, "een heel ander wachtwoord");
        Assert.Equal(200, (await browser.Get("/v1/me")).Status);
        Assert.NotEqual(person.Secret, browser.Secret);
        Assert.Equal(400, await person.SignIn(name, AccountServer.Password, person.Secret));
        person.Dispose();
    }
}
