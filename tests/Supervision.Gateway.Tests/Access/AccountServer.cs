using Microsoft.AspNetCore.Builder;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Access.People;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Access;

/// <summary>The whole server in this process as it is served: nobody is let in without proof.</summary>
public sealed class AccountServer : IAsyncLifetime
{
    public const string Password = "een lange nacht in maart";

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private WebApplication _application = null!;
    private int _names;

    public Uri Address { get; private set; } = null!;

    /// <summary>The link that was printed at the first start.</summary>
    public string FirstLink { get; private set; } = null!;

    internal WebApplication Application => _application;

    internal string Folder => Path.Combine(_folder, "data");

    internal Browser Administrator { get; private set; } = null!;

    /// <summary>What a test adds to the configuration.</summary>
    internal Dictionary<string, string?> Configuration { get; } = new()
    {
        // Commands that run beside it open the same data.
        ["Supervision:Sql:Encryption:KeyFile"] = ServerProcess.KeyFile,
        ["Supervision:Access:Accounts:RefusalTime"] = "00:00:00.100",
        ["Supervision:Access:Accounts:AttemptsPerMinute"] = "1000",
        ["Supervision:Gateway:RiskChangeStreamMax"] = "00:00:02",
        // Chance is for the tests that ask for it.
        ["Supervision:SecondReadingShare"] = "0",
        // The matrix alone tries every operation thousands of times without credentials.
        ["Supervision:Limits:NobodyPerSecond"] = "100000",
        ["Supervision:Limits:NobodyBurst"] = "1000000",
    };

    /// <summary>A provider whose people are let in too.</summary>
    internal LocalProvider Provider { get; } = new();

    public async Task InitializeAsync()
    {
        await Provider.InitializeAsync();
        foreach (var (key, value) in Provider.Configuration())
            Configuration[key] = value;
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Path.Combine(_folder, "data")), "http://127.0.0.1:0", "example", Clock: null,
            Configuration: Configuration));
        await _application.StartAsync();
        Address = ServerRun.Address(_application);
        await Provider.Register(Address);
        FirstLink = (await _application.Services.MakeFirstSetUpLink(CancellationToken.None))!;
        Administrator = new Browser(Address);
        await Administrator.SetUp(FirstLink, Password, "first.administrator");
    }

    public async Task DisposeAsync()
    {
        Administrator.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        await Provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal string NewName() => $"person-{Interlocked.Increment(ref _names)}";

    /// <summary>Gives somebody an account with these roles; the link.</summary>
    internal async Task<string> Invite(string name, params string[] roles)
    {
        var (status, body) = await Administrator.Post("/v1/people", new { name, roles });
        Assert.True(status == 201, body.ToString());
        return body.GetProperty("setUpLink").GetString()!;
    }

    /// <summary>Somebody with these roles who has just set up an account and is signed in.</summary>
    internal async Task<(Browser Browser, string Name)> Person(params string[] roles)
    {
        var name = NewName();
        var browser = new Browser(Address);
        await browser.SetUp(await Invite(name, roles), Password);
        return (browser, name);
    }
}

/// <summary>Tests that share one server and make people of their own.</summary>
[CollectionDefinition(nameof(AccountServer))]
public sealed class AccountServerCollection : ICollectionFixture<AccountServer>;
