using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;
using Supervision.Server;
using Supervision.Server.Edge;

namespace Supervision.Gateway.Tests.Edge;

/// <summary>Real silos and clients on sockets, with the TLS of the configuration between them.</summary>
public sealed class Silos_that_know_each_other : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly (int Silo, int Gateway) _first = FreePorts.Two();

    [Fact]
    public async Task Take_in_a_silo_and_a_client_of_their_authority_and_nobody_else()
    {
        using var others = new TestAuthority("Somebody else");
        using var first = await StartSilo(_first, Of(_authority));
        using var second = await StartSilo(FreePorts.Two(), Of(_authority));
        using var client = await StartClient(Of(_authority));

        // Each of the three really talks to the others.
        var hosts = await client.Services.GetRequiredService<IClusterClient>()
            .GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Equal(2, hosts.Count(host => host.Value == SiloStatus.Active));

        await IsTurnedAway(null);
        await IsTurnedAway(Of(others));
        await IsTurnedAway(Of(_authority, days: -1));
        await client.StopAsync();
        await second.StopAsync();
        await first.StopAsync();
    }

    [Fact]
    public void Need_all_three_files_that_fit()
    {
        using var others = new TestAuthority("Somebody else");
        var good = Configuration(Of(_authority));
        Assert.Null(ClusterTls.Of(Configuration(null)));
        Assert.NotNull(ClusterTls.Of(good));

        foreach (var file in new[] { "CertificateFile", "KeyFile", "AuthorityFile" })
        {
            Assert.Contains("three files", Refused(file, ""), StringComparison.Ordinal);
            Assert.Contains("cannot be", Refused(file, Path.Combine(_folder.Path, "none")), StringComparison.Ordinal);
        }

        Assert.Contains(
            "others would refuse it", Refused("AuthorityFile", others.WriteRoot(_folder.Path)),
            StringComparison.Ordinal);

        string Refused(string file, string value)
        {
            var changed = new ConfigurationBuilder().AddConfiguration(good)
                .AddInMemoryCollection(EdgeServer.More(($"{ClusterTls.Section}:{file}", value))).Build();
            return Assert.Throws<CannotStartException>(() => ClusterTls.Of(changed)).Message;
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    /// <summary>Somebody without what counts: the connection ends before a word of the cluster is said.</summary>
    private async Task IsTurnedAway(Dictionary<string, string?>? files)
    {
        var tries = 0;
        using var stranger = Client(files, _ => Task.FromResult(++tries < 3));

        await Assert.ThrowsAnyAsync<Exception>(() => stranger.StartAsync());

        Assert.Equal(3, tries);
    }

    private Dictionary<string, string?> Of(TestAuthority authority, int days = 5)
    {
        using var certificate = authority.Sign(
            "a silo", days, TestAuthority.ForServers, TestAuthority.ForClients);
        var (path, key) = TestAuthority.Write(_folder.Path, certificate);
        // Whom a stranger itself would trust is not what is tested: it takes the silos for what they are.
        return EdgeServer.More(
            ($"{ClusterTls.Section}:CertificateFile", path), ($"{ClusterTls.Section}:KeyFile", key),
            ($"{ClusterTls.Section}:AuthorityFile", authority.WriteRoot(_folder.Path)));
    }

    private static IConfiguration Configuration(Dictionary<string, string?>? files) =>
        new ConfigurationBuilder().AddInMemoryCollection(files ?? []).Build();

    private async Task<IHost> StartSilo((int Silo, int Gateway) ports, Dictionary<string, string?> files)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(
                ports.Silo, ports.Gateway, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, _first.Silo),
                "test", "test");
            silo.UseTls(ClusterTls.Of(Configuration(files))!);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private async Task<IHost> StartClient(Dictionary<string, string?> files)
    {
        var client = Client(files, _ => Task.FromResult(false));
        await client.StartAsync();
        return client;
    }

    /// <summary>A client; one whose own files would be refused shows its certificate all the same.</summary>
    private IHost Client(Dictionary<string, string?>? files, Func<Exception, Task<bool>> retry)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_first.Gateway, "test", "test");
            client.UseConnectionRetryFilter((failure, _) => retry(failure));
            if (files is not null)
                client.UseTls(options =>
                {
                    options.LocalCertificate = X509Certificate2.CreateFromPemFile(
                        files[$"{ClusterTls.Section}:CertificateFile"]!, files[$"{ClusterTls.Section}:KeyFile"]);
                    options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
                    options.AllowAnyRemoteCertificate();
                });
        });
        return builder.Build();
    }
}
