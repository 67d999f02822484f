namespace Supervision.Gateway.Tests.Edge;

/// <summary>A server over TLS that asks its clients for certificates, whoever signed them.</summary>
public sealed class TlsServer : IAsyncLifetime
{
    internal TestAuthority Authority { get; } = new();

    internal EdgeServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await EdgeServer.StartSecure(
        Authority, _ => EdgeServer.More(("Supervision:Edge:ClientCertificates", "true")));

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Authority.Dispose();
    }
}

/// <summary>Tests that share one server over TLS, each with certificates of its own.</summary>
[CollectionDefinition(nameof(TlsServer))]
public sealed class TlsServerCollection : ICollectionFixture<TlsServer>;
