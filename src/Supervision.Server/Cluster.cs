using System.Net;
using Orleans.Configuration;
using Supervision.Contracts.Streaming;
using Supervision.Grains;
using Supervision.Grains.Escalations;
using Supervision.Server.Edge;
using Supervision.Server.Observation;
using Supervision.Sql;
using Supervision.Sql.Streams;

namespace Supervision.Server;

/// <summary>Makes a process a silo of a cluster, or a client of one.</summary>
internal static class Cluster
{
    /// <summary>Above what a query takes, and short: a call to a silo that was killed waits this long.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan SilosLookedUp = TimeSpan.FromSeconds(3);

    public static void ComposeSilo(this ISiloBuilder silo, ClusterSettings settings)
    {
        var (siloPort, gatewayPort) = settings.Ports();
        if (settings.IsPostgres)
        {
            silo.Configure<ClusterOptions>(options => Name(options, settings));
            silo.Configure<ClusterMembershipOptions>(NoticeSoon);
            silo.AddSupervisionClustering();
            Listen(silo, settings.AdvertisedAddress, siloPort, gatewayPort);
        }
        else
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, settings.ServiceId, settings.ClusterId);
        }

        if (ClusterTls.Of(silo.Configuration) is { } tls)
            silo.UseTls(tls);
        silo.AddSupervisionGrains();
        silo.PropagateTraces();
        silo.AddDashboardWhenAsked();
        silo.AddSupervisionLogStreams(Streams.Provider, Streams.Partitions);
        silo.AddSupervisionGrainStorage(EscalationMemory.Storage);
    }

    public static void ComposeClient(this IClientBuilder client, ClusterSettings settings)
    {
        client.Configure<ClusterOptions>(options => Name(options, settings));
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = AnswerMax);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = SilosLookedUp);
        client.AddSupervisionClustering();
        if (ClusterTls.Of(client.Configuration) is { } tls)
            client.UseTls(tls);
        client.AddDashboardWhenAsked();
        client.UseConnectionRetryFilter<WaitForSilos>();
    }

    private static void Name(ClusterOptions options, ClusterSettings settings)
    {
        options.ClusterId = settings.ClusterId;
        options.ServiceId = settings.ServiceId;
    }

    /// <summary>
    /// A killed silo is declared dead within about two seconds, a hanging one within five. Probes more often than
    /// once a second declared healthy silos dead on busy machines.
    /// </summary>
    private static void NoticeSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // After a crash of all, the rows of the dead hold up the first that comes back for this long.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 2;
    }

    private static void Listen(ISiloBuilder silo, string advertised, int siloPort, int gatewayPort)
    {
        if (advertised.Length == 0)
            silo.ConfigureEndpoints(siloPort, gatewayPort, listenOnAnyHostAddress: true);
        else
            silo.ConfigureEndpoints(
                IPAddress.Parse(advertised), siloPort, gatewayPort, listenOnAnyHostAddress: !IsLoopback(advertised));
    }

    private static bool IsLoopback(string address) => IPAddress.IsLoopback(IPAddress.Parse(address));
}
