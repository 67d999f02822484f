using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Edge;

/// <summary>The whole server in this process, with the edge that a test asks for.</summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private EdgeServer()
    {
    }

    public WebApplication Application { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public string Folder => _folder.Path;

    public static Dictionary<string, string?> Demo(params (string Key, string Value)[] more) =>
        More([(DemoAccess.Key, "true"), .. more]);

    public static Dictionary<string, string?> More(params (string Key, string Value)[] more) =>
        more.ToDictionary(one => one.Key, one => (string?)one.Value);

    /// <summary>On TLS with a certificate of this authority, unless other addresses are given.</summary>
    public static async Task<EdgeServer> StartSecure(
        TestAuthority authority, Func<string, Dictionary<string, string?>> configure, string? urls = null)
    {
        var server = new EdgeServer();
        using var certificate = authority.Sign("localhost");
        var (path, key) = TestAuthority.Write(server.Folder, certificate);
        var configuration = configure(server.Folder);
        configuration["Kestrel:Certificates:Default:Path"] = path;
        configuration["Kestrel:Certificates:Default:KeyPath"] = key;
        return await server.Run(urls ?? "https://127.0.0.1:0", configuration);
    }

    public static Task<EdgeServer> Start(
        Dictionary<string, string?> configuration, string urls = "http://127.0.0.1:0") =>
        new EdgeServer().Run(urls, configuration);

    /// <summary>Registers a certificate of a service; the id of its key.</summary>
    public async Task<string> Register(X509Certificate2 certificate, int days = 9, DateTimeOffset? from = null)
    {
        var now = from ?? DateTimeOffset.UtcNow;
        var key = new KeyTerms(
            "a service", [Role.Integrator],
            new KeyScope(["urn:test:a"], ["supervision.application.submitted.v1"]), days)
            .Bind(Fingerprint.Of(certificate.RawData), now, "test");
        Assert.True(await Store.Add(key, now, CancellationToken.None));
        return key.Id;
    }

    public IApiKeyStore Store => Application.Services.GetRequiredService<IApiKeyStore>();

    /// <summary>Somebody who trusts this server, and shows a certificate when there is one.</summary>
    public HttpClient Caller(X509Certificate2? certificate = null) => Caller(Address, certificate);

    public static HttpClient Caller(Uri address, X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                // Which server it is no test is about; that it has TLS is.
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            },
        };
        return new HttpClient(handler) { BaseAddress = address };
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await Application.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<EdgeServer> Run(string urls, Dictionary<string, string?> configuration)
    {
        Application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Path.Combine(Folder, "data")), urls, null, Clock: null, Configuration: configuration));
        await ServerRun.Start(Application, urls, CancellationToken.None);
        Address = ServerRun.Address(Application);
        return this;
    }
}
