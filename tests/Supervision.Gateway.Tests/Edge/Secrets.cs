using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Tests.Access;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Edge;

/// <summary>
/// A whole server that logs all it can, is given every kind of secret, and is used well and badly. What it logged and
/// what it answered to what was wrong is kept.
/// </summary>
internal sealed partial class Secrets : IAsyncDisposable
{
    private const string Password = "een geheim van twaalf woorden";
    private const string WrongPassword = "een ander geheim dat niet klopt";
    private const string DatabasePassword = "planted-password-of-a-database";

    private readonly TemporaryFolder _folder = new();
    private readonly LocalProvider _provider = new();
    private readonly List<(string Name, string Secret)> _planted = [];
    private readonly StringBuilder _answers = new();
    private WebApplication _application = null!;
    private Uri _address = null!;

    public Said Said { get; } = new();

    public IReadOnlyList<(string Name, string Secret)> Planted => _planted;

    /// <summary>Everything that was answered to what was wrong, headers too.</summary>
    public string Answers => _answers.ToString();

    public async Task Live()
    {
        await Start();
        using var administrator = new Browser(_address);
        using var supervisor = new Browser(_address);
        await SignIn(administrator, supervisor);
        await UseKeys(administrator);
        await UseProvider();
        await Stumble(administrator);
        await _application.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
        Said.Dispose();
    }

    private async Task Start()
    {
        await _provider.InitializeAsync();
        var configuration = _provider.Configuration();
        var secretFile = Path.Combine(_folder.Path, "client.secret");
        await File.WriteAllTextAsync(secretFile, LocalProvider.Secret);
        configuration.Remove("Supervision:Access:OpenIdConnect:ClientSecret");
        configuration["Supervision:Access:OpenIdConnect:ClientSecretFile"] = secretFile;
        configuration["Supervision:Sql:ConnectionString"] = $"Host=nowhere;Password={DatabasePassword}";
        configuration["Supervision:Sql:Encryption:KeyFile"] = Path.Combine(_folder.Path, "data.key");
        configuration["Supervision:Access:Accounts:RefusalTime"] = "00:00:00.100";
        configuration["Logging:LogLevel:Default"] = "Debug";
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Path.Combine(_folder.Path, "data")), "http://127.0.0.1:0", "example", Clock: null,
            Configuration: configuration));
        _application.Services.GetRequiredService<ILoggerFactory>().AddProvider(Said);
        await _application.StartAsync();
        _address = ServerRun.Address(_application);
        await _provider.Register(_address);
        Plant("the client secret", LocalProvider.Secret);
        Plant("the password of the database", DatabasePassword);
        var keyFile = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "data.key"));
        Plant("the key file", keyFile.Last(line => line.Trim().Length > 0));
    }

    private async Task SignIn(Browser administrator, Browser supervisor)
    {
        var link = (await _application.Services.MakeFirstSetUpLink(CancellationToken.None))!;
        Plant("the first link", link.Split('=')[^1]);
        Plant("the password", Password);
        Plant("the wrong password", WrongPassword);
        Plant("a recovery code", (await administrator.SetUp(link, Password, "a.beheer"))[0]);
        Plant("the second factor", administrator.Secret.Replace(" ", "", StringComparison.Ordinal));
        var (_, invited) = await administrator.Post("/v1/people", new
        {
            name = "b.toezicht",
            roles = new[] { "supervisor" },
        });
        var other = invited.GetProperty("setUpLink").GetString()!;
        Plant("a link", other.Split('=')[^1]);
        await supervisor.SetUp(other, Password);
        Plant("a session", supervisor.Cookies["supervision"]!.Value);
        using var guess = new Browser(_address);
        Assert.Equal(400, await guess.SignIn("a.beheer", WrongPassword, administrator.Secret));
        Assert.Equal(400, await guess.SignIn(WrongPassword, WrongPassword, administrator.Secret));
        Assert.Equal(400, await guess.SignIn("a.beheer", Password, administrator.Secret, steps: 0));
        _answers.Append(guess.Page);
        using var again = await guess.Open(other);
        Assert.False(again.IsSuccessStatusCode);
        _answers.Append(guess.Page);
    }

    private async Task UseKeys(Browser administrator)
    {
        var (_, made) = await administrator.Post("/v1/keys", new
        {
            name = "x",
            roles = new[] { "integrator" },
            sources = new[] { "urn:test:a" },
            types = new[] { "supervision.*" },
            days = 9,
        });
        var key = made.GetProperty("key").GetString()!;
        Plant("a key", key[^43..]); // Its secret may hold the character that stands before it.
        using var service = new KeyHolder(_address, key);
        Assert.Equal(202, (await service.Send(KeyHolder.Event())).Status);
        _answers.Append(await service.Send(KeyHolder.Event("urn:test:other")));
        await Wrong("/v1/me", ("X-Api-Key", key + "x"));
        await Wrong("/v1/me", ("Authorization", $"Bearer {key}"));
        await Wrong("/v1/me", ("X-Purpose", key), ("X-Api-Key", key[..^1]));
        await Wrong($"/v1/me?key={key}", ("X-Api-Key", key));
        await Wrong($"/v1/{key}", ("X-Api-Key", key));
        await administrator.Post($"/v1/keys/{key.Split('_')[1]}/revoke", null);
        await Wrong("/v1/me", ("X-Api-Key", key));
    }

    private async Task UseProvider()
    {
        var token = _provider.Token("p-1", ["group-supervisor"]);
        Plant("a token", token.Split('.')[2]);
        await Wrong("/v1/me?x=1", ("Authorization", $"Bearer {token}"));
        await Wrong("/v1/me", ("Authorization", $"Bearer {token[..^4]}"));
        using var browser = new Browser(_address);
        using var away = await browser.Open("/sign-in/provider");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await client.GetAsync(away.Headers.Location!);
        var callback = granted.Headers.Location!.PathAndQuery;
        Plant("a code of the provider", Code().Match(callback).Groups["code"].Value);
        using var returned = await browser.Open(callback);
        Assert.Equal("/account", returned.Headers.Location?.OriginalString);
        using var twice = await browser.Open(callback); // A code is good once.
        Assert.Contains("failed", twice.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    /// <summary>Secrets where they do not belong, in everything that reads a request.</summary>
    private async Task Stumble(Browser administrator)
    {
        foreach (var (_, secret) in _planted.ToArray())
        {
            _answers.Append(await administrator.Post("/v1/people", new { name = secret, roles = new[] { secret } }));
            _answers.Append(await administrator.Post("/v1/keys", new { name = secret, certificate = secret }));
            await Wrong($"/v1/referents/{Uri.EscapeDataString(secret)}", ("X-Purpose", "supervision"));
            await Wrong($"/v1/referents?cursor={Uri.EscapeDataString(secret)}", ("X-Purpose", "supervision"));
        }

        using var broken = new StringContent($"{{\"name\":\"{Password}", Encoding.UTF8, "application/json");
        using var answer = await administrator.Client.PostAsync("/v1/people", broken);
        _answers.Append(await answer.Content.ReadAsStringAsync());
    }

    private async Task Wrong(string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode, path);
        _answers.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync());
    }

    private void Plant(string name, string secret)
    {
        Assert.True(secret.Length >= 8, $"{name} is too short to look for.");
        _planted.Add((name, secret));
    }

    [GeneratedRegex("[?&]code=(?<code>[^&]+)")]
    private static partial Regex Code();
}
