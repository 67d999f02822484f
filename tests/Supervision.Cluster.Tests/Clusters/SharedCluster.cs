namespace Supervision.Cluster.Tests.Clusters;

/// <summary>The one cluster that tests share; each keeps to referents of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    internal TestCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Cluster = await TestCluster.Start(new World(), TestModel.Make());

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedClusterCollection : ICollectionFixture<SharedCluster>;
