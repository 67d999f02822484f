using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Api;

public sealed class Starting_a_server
{
    [Fact]
    public async Task Is_refused_in_one_line_when_the_port_is_taken()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, FreePorts.One());
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
    public void Takes_an_address_that_is_free()
    {
        using var held = new HeldAddresses();

        Assert.Null(held.Hold("http://127.0.0.1:0;http://localhost:0"));
        Assert.Null(held.Hold($"http://127.0.0.1:{FreePorts.One()};http://localhost:{FreePorts.One()}"));
    }

    [Fact]
    public async Task Keeps_its_address_from_others_until_the_gateway_takes_it()
    {
        using var folder = new TemporaryFolder();
        var port = FreePorts.One();
        var url = $"http://127.0.0.1:{port}";
        await using var application = SupervisionHost.Build(Settings(folder, url));
        var held = application.Services.GetRequiredService<HeldAddresses>();

        Assert.Null(held.Hold(url));
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            var own = new IPEndPoint(IPAddress.Loopback, port);
            Assert.Equal(
                SocketError.ConnectionRefused,
                Assert.Throws<SocketException>(() => socket.Connect(own)).SocketErrorCode);
        }

        held.Dispose();
        await ServerRun.Start(application, url, CancellationToken.None);
        Assert.Equal(new Uri(url), ServerRun.Address(application));
        await application.StopAsync();
    }

    [Fact]
    public async Task Ends_without_a_word_of_a_crash_when_the_gateway_cannot_start()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, FreePorts.One());
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var application = SupervisionHost.Build(Settings(folder, url));
        using var said = new Said();
        application.Services.GetRequiredService<ILoggerFactory>().AddProvider(said);

        // As if the other had come after the address was looked at.
        await Assert.ThrowsAsync<CannotStartException>(
            () => ServerRun.Start(application, "http://127.0.0.1:0", CancellationToken.None));
        await application.DisposeAsync();

        Assert.Single(said.Lines, line => line.Text.StartsWith("Hosting failed to start", StringComparison.Ordinal));
        Assert.DoesNotContain(said.Lines, line => line.Level == LogLevel.Critical);
        Assert.DoesNotContain(said.Lines, line =>
            line.Level == LogLevel.Error && line.Category.Contains("Reminder", StringComparison.Ordinal));
    }

    [Fact]
    public void Chooses_ports_that_no_outgoing_connection_is_given()
    {
        for (var i = 0; i < 100; i++)
        {
            var (first, second) = FreePorts.Two();
            Assert.InRange(first, 20_000, 31_999);
            Assert.InRange(second, 20_000, 31_999);
            Assert.NotEqual(first, second);
        }
    }

    private static ServerSettings Settings(TemporaryFolder folder, string urls) =>
        new(new DirectoryInfo(folder.Path), urls, Model: null, Clock: null);
}
