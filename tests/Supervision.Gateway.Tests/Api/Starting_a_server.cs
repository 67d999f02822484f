using System.Net;
using System.Net.Sockets;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Api;

public sealed class Starting_a_server
{
    [Fact]
    public async Task Is_refused_in_one_line_when_the_port_is_taken()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var application = SupervisionHost.Build(Settings(folder, url));

        var reason = await Assert.ThrowsAsync<CannotStartException>(
            () => ServerRun.Start(application, url, CancellationToken.None));

        Assert.Contains(url, reason.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason.Message);
    }

    [Fact]
    public async Task Is_refused_when_a_process_has_the_folder_and_names_it()
    {
        using var folder = new TemporaryFolder();
        await using var first = SupervisionHost.Build(Settings(folder, "http://127.0.0.1:0"));

        var reason = Assert.Throws<CannotStartException>(
            () => SupervisionHost.Build(Settings(folder, "http://127.0.0.1:0")));

        Assert.Contains(Environment.ProcessId.ToString(), reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_with_every_error_of_a_model_that_does_not_load()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "model.json");
        File.WriteAllText(model, """{"id":3}""");

        var reason = Assert.Throws<CannotStartException>(
            () => SupervisionHost.Build(Settings(folder, "http://127.0.0.1:0") with { Model = model }));

        Assert.Contains("/id:", reason.Message, StringComparison.Ordinal);
        Assert.Contains("/levels:", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_an_address_that_is_free() =>
        Assert.Null(FreePorts.Taken("http://127.0.0.1:0;http://localhost:0"));

    private static ServerSettings Settings(TemporaryFolder folder, string urls) =>
        new(new DirectoryInfo(folder.Path), urls, Model: null, Clock: null);
}
