using Microsoft.Extensions.Configuration;
using Supervision.Server;
using Supervision.Server.Edge;

namespace Supervision.Gateway.Tests.Edge;

public sealed class Starting_where_others_reach_it
{
    private const string Behind = "Supervision:Edge:BehindProxy";
    private const string Networks = "Supervision:Edge:ProxyNetworks:0";
    private const string Development = "Supervision:Edge:DevelopmentCertificate";
    private const string Own = "Kestrel:Endpoints:All:Url";

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://10.0.0.7:5080")]
    [InlineData("http://register.example.org:5080")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    [InlineData("https://127.0.0.1:0;HTTP://0.0.0.0:0", Development, "true")]
    [InlineData("http://127.0.0.1:0", Own, "http://0.0.0.0:5080")]
    public void Is_refused_without_TLS(string urls, string key = "Unused", string value = "") =>
        Assert.Contains("who could read along", Refused(urls, (key, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://0.0.0.0:5443")]
    [InlineData("https://127.0.0.1:5443")]
    [InlineData("https://0.0.0.0:5443", Development, "true")]
    [InlineData("http://127.0.0.1:0", Own, "https://0.0.0.0:5443")]
    public void Is_refused_with_TLS_and_no_certificate(string urls, string key = "Unused", string value = "") =>
        Assert.Contains("needs a certificate", Refused(urls, (key, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("goes with", Behind, "true", "Unused", "")]
    [InlineData("goes with", Networks, "10.0.0.0/8", "Unused", "")]
    [InlineData("takes networks", Behind, "true", Networks, "10.0.0.0")]
    [InlineData("takes networks", Behind, "true", Networks, "proxy")]
    [InlineData("lets every client say", "ForwardedHeaders_Enabled", "true", "Unused", "")]
    [InlineData("does nothing without", "Supervision:Edge:ClientAuthorityFile", "ca.pem", "Unused", "")]
    [InlineData("SlowBodyMax", "Supervision:Edge:SlowBodyMax", "00:00:01", "Unused", "")]
    [InlineData("cannot be read", "Supervision:Edge:SlowBodyMax", "soon", "Unused", "")]
    public void Is_refused_when_what_is_said_does_not_fit(
        string said, string key, string value, string other, string otherValue) =>
        Assert.Contains(
            said, Refused("http://127.0.0.1:0", (key, value), (other, otherValue)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://0.0.0.0:5080", "Gateway", Behind, "true", Networks, "10.0.0.0/8")]
    [InlineData("https://0.0.0.0:5443", "All", "Kestrel:Certificates:Default:Path", "a.pem", "Unused", "")]
    [InlineData("https://[::1]:5443", "All", Development, "true", "Unused", "")]
    [InlineData("http://localhost:5080;http://127.0.0.1:5081", "All", "Unused", "", "Unused2", "")]
    [InlineData("http://0.0.0.0:5080", "All", Own, "http://127.0.0.1:5080", "Unused", "")]
    [InlineData("http://0.0.0.0:5080", "Silo", "Unused", "", "Unused2", "")]
    public void Is_allowed_with_TLS_behind_a_proxy_and_on_this_machine(
        string urls, string role, string key, string value, string other, string otherValue)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(EdgeServer.More((key, value), (other, otherValue))).Build();

        Listening.Check(urls, configuration, EdgeSettings.Of(configuration), Enum.Parse<ServerRole>(role));
    }

    [Fact]
    public async Task Serves_over_TLS_on_every_address_by_the_files_of_the_operator()
    {
        using var authority = new TestAuthority();
        await using var server = await EdgeServer.StartSecure(
            authority, _ => EdgeServer.More(), "https://0.0.0.0:0");
        using var caller = server.Caller();

        using var answer = await caller.GetAsync("/health/live");

        Assert.Equal("https", server.Address.Scheme);
        Assert.True(answer.IsSuccessStatusCode);
        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => plain.GetAsync(new UriBuilder(server.Address) { Scheme = "http" }.Uri));
    }

    [Fact]
    public async Task Makes_a_certificate_for_trials_on_this_machine()
    {
        await using var server = await EdgeServer.Start(
            EdgeServer.Demo((Development, "true")), "https://localhost:" + FreePorts.One());
        using var caller = server.Caller();

        using var answer = await caller.GetAsync("/v1/me");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security")); // A browser would keep it for localhost.
    }

    [Fact]
    public async Task Says_in_one_line_that_the_key_does_not_fit_the_certificate()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        using var one = authority.Sign("one");
        using var other = authority.Sign("other");
        var path = TestAuthority.Write(folder.Path, one).Certificate;
        var key = TestAuthority.Write(folder.Path, other).Key;
        await using var application = SupervisionHost.Build(Settings(
            folder, "https://127.0.0.1:0", ("Kestrel:Certificates:Default:Path", path),
            ("Kestrel:Certificates:Default:KeyPath", key)));

        var reason = await Assert.ThrowsAsync<CannotStartException>(
            () => ServerRun.Start(application, "https://127.0.0.1:0", CancellationToken.None));

        Assert.DoesNotContain('\n', reason.Message);
    }

    private static string Refused(string urls, params (string, string)[] configuration)
    {
        using var folder = new TemporaryFolder();
        return Assert.Throws<CannotStartException>(
            () => SupervisionHost.Build(Settings(folder, urls, configuration))).Message;
    }

    private static ServerSettings Settings(
        TemporaryFolder folder, string urls, params (string, string)[] configuration) =>
        new(new DirectoryInfo(folder.Path), urls, null, null, Configuration: EdgeServer.More(configuration));
}
