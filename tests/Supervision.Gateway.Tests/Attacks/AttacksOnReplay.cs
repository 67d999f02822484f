using System.Net;
using System.Text.RegularExpressions;
using Supervision.Gateway.Tests.Access;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>What is good once, once more; and being led somewhere else on the way.</summary>
internal static partial class AttacksOnReplay
{
    private static readonly string[] Elsewhere =
    [
        "https://elsewhere.example/", "//elsewhere.example/", @"/\elsewhere.example/", "/\t/elsewhere.example/",
        "javascript:alert(1)", @"\\elsewhere.example", "https:elsewhere.example", "http://127.0.0.1@elsewhere.example/",
    ];

    public static IEnumerable<Attack> All => [.. Twice, .. Elsewhere.Select(Led), .. Elsewhere.Take(2).Select(Vouched)];

    private static Attack[] Twice =>
    [
        new("a code of the second factor, twice", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            using var first = new Browser(besieged.Server.Address);
            Assert.Equal(302, await first.SignIn(name, AccountServer.Password, person.Secret));
            return () => SignIn(besieged, name, Authenticator.Code(person.Secret, 1));
        }, 400),
        new("a recovery code, twice", async besieged =>
        {
            var name = besieged.Server.NewName();
            using var person = new Browser(besieged.Server.Address);
            var codes = await person.SetUp(await besieged.Server.Invite(name, "auditor"), AccountServer.Password);
            Assert.StartsWith("HTTP/1.1 302", await SignIn(besieged, name, codes[0]), StringComparison.Ordinal);
            return () => SignIn(besieged, name, codes[0]);
        }, 400),
        new("the recovery code of somebody else", async besieged =>
        {
            var (one, other) = (besieged.Server.NewName(), besieged.Server.NewName());
            using var person = new Browser(besieged.Server.Address);
            var codes = await person.SetUp(await besieged.Server.Invite(one, "auditor"), AccountServer.Password);
            using var another = new Browser(besieged.Server.Address);
            await another.SetUp(await besieged.Server.Invite(other, "auditor"), AccountServer.Password);
            return () => SignIn(besieged, other, codes[0]);
        }, 400),
        new("a link that sets up an account, twice", async besieged =>
        {
            var link = await besieged.Server.Invite(besieged.Server.NewName(), "supervisor");
            using var person = new Browser(besieged.Server.Address);
            await person.SetUp(link, AccountServer.Password);
            return () => Open(besieged, link);
        }, 404),
        new("a link that another one took the place of", async besieged =>
        {
            var name = besieged.Server.NewName();
            var link = await besieged.Server.Invite(name, "supervisor");
            await besieged.Server.Administrator.Post($"/v1/people/{name}/set-up-links", null);
            return () => Open(besieged, link);
        }, 404),
        new("the first link of all", besieged => Open(besieged, besieged.Server.FirstLink), 404),
        new("a code of the provider, twice", async besieged =>
        {
            using var browser = new Browser(besieged.Server.Address);
            var callback = await Granted(browser, "/account");
            using var used = await browser.Open(callback);
            Assert.Equal("/account", used.Headers.Location?.OriginalString);
            return () => Open(besieged, callback);
        }, 302, "Location: /sign-in?failed=1"),
        new("a code of the provider that somebody else was given", async besieged =>
        {
            using var browser = new Browser(besieged.Server.Address);
            var callback = await Granted(browser, "/account");
            return () => Open(besieged, callback);
        }, 302, "Location: /sign-in?failed=1"),
        new("a code of the provider with the state of another", async besieged =>
        {
            var mine = new Browser(besieged.Server.Address);
            using var other = new Browser(besieged.Server.Address);
            var (callback, stolen) = (await Granted(mine, "/account"), await Granted(other, "/account"));
            var mixed = State().Replace(callback, State().Match(stolen).Value);
            return async () =>
            {
                using var answer = await mine.Open(mixed);
                mine.Dispose();
                return await Besieged.Text(answer);
            };
        }, 302, "Location: /sign-in?failed=1"),
    ];

    private static Attack Led(string wanted, int number) => new(
        $"to be led away after signing in, {number}", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            person.Dispose();
            var code = Authenticator.Code(person.Secret, 1);
            return async () =>
            {
                using var browser = new Browser(besieged.Server.Address);
                using var opened = await browser.Open($"/sign-in?returnUrl={Uri.EscapeDataString(wanted)}");
                using var half = await browser.Submit(("name", name), ("password", AccountServer.Password));
                using var answer = await browser.Submit(("code", code), ("returnUrl", wanted));
                return await Besieged.Text(answer);
            };
        }, 302, "Location: /account")
    {
        Never = ["elsewhere"],
    };

    private static Attack Vouched(string wanted, int number) => new(
        $"to be led away by way of the provider, {number}", async besieged =>
        {
            var browser = new Browser(besieged.Server.Address);
            var callback = await Granted(browser, wanted);
            return async () =>
            {
                using var answer = await browser.Open(callback);
                browser.Dispose();
                return await Besieged.Text(answer);
            };
        }, 302, "Location: /account")
    {
        Never = ["elsewhere"],
    };

    private static async Task<string> SignIn(Besieged besieged, string name, string code)
    {
        using var browser = new Browser(besieged.Server.Address);
        using var opened = await browser.Open("/sign-in");
        using var half = await browser.Submit(("name", name), ("password", AccountServer.Password));
        using var answer = await browser.Submit(("code", code));
        return await Besieged.Text(answer);
    }

    private static async Task<string> Open(Besieged besieged, string path)
    {
        using var browser = new Browser(besieged.Server.Address);
        using var answer = await browser.Open(path);
        return await Besieged.Text(answer);
    }

    /// <summary>Where the provider leads back to, with a code and a state that are good.</summary>
    private static async Task<string> Granted(Browser browser, string back)
    {
        using var away = await browser.Open($"/sign-in/provider?returnUrl={Uri.EscapeDataString(back)}");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await client.GetAsync(away.Headers.Location!);
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
        return granted.Headers.Location!.PathAndQuery;
    }

    [GeneratedRegex("state=[^&]+")]
    private static partial Regex State();
}
