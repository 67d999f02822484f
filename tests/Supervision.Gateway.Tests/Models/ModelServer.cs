using Microsoft.AspNetCore.Builder;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Models;

/// <summary>The whole server in this process with no model named.</summary>
public sealed class ModelServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private WebApplication _application = null!;

    public Uri Address { get; private set; } = null!;

    public string Folder => _folder;

    public async Task InitializeAsync()
    {
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(_folder), "http://127.0.0.1:0", Model: null, Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                // What is looked at once a minute is not waited for that long.
                ["Supervision:Assurance:ExamineEvery"] = "00:00:01",
            }));
        await _application.StartAsync();
        Address = ServerRun.Address(_application);
    }

    public async Task DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".key");
    }
}
