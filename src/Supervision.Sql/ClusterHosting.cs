using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Sql.Postgres.Clustering;

namespace Supervision.Sql;

/// <summary>Lets silos and gateways find each other in the PostgreSQL database that they share.</summary>
public static class ClusterHosting
{
    /// <summary>The name under which the Orleans providers know PostgreSQL.</summary>
    internal const string Invariant = "Npgsql";

    /// <summary>Keeps the membership of the cluster in the database of <c>AddSupervisionSql</c>.</summary>
    public static ISiloBuilder AddSupervisionClustering(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton<OrleansConnections>();
        return silo.UseAdoNetClustering(options => options.Configure<OrleansConnections>((clustering, connections) =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = connections.Source;
        }));
    }

    /// <summary>Finds the silos of the cluster in the database of <c>AddSupervisionSql</c>.</summary>
    public static IClientBuilder AddSupervisionClustering(this IClientBuilder client)
    {
        client.Services.TryAddSingleton<OrleansConnections>();
        return client.UseAdoNetClustering(options => options.Configure<OrleansConnections>((clustering, connections) =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = connections.Source;
        }));
    }
}
