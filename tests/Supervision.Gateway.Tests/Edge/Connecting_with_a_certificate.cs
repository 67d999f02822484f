using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Supervision.Access.Keys;
using Supervision.Gateway.Tests.Access;

namespace Supervision.Gateway.Tests.Edge;

[Collection(nameof(TlsServer))]
public sealed class Connecting_with_a_certificate(TlsServer tls)
{
    [Fact]
    public async Task Lets_the_service_in_for_what_it_was_registered_for()
    {
        using var certificate = tls.Authority.Sign("a register");
        var id = await tls.Server.Register(certificate);
        using var caller = tls.Server.Caller(certificate);

        var (status, me) = await Me(caller);
        Assert.Equal((200, $"key:{id}", "service"), (
            status, me.GetProperty("id").GetString(), me.GetProperty("kind").GetString()));
        Assert.Equal(202, await Send(caller, KeyHolder.Event()));
        Assert.Equal(403, await Send(caller, KeyHolder.Event("urn:test:other")));
        using var dossiers = await caller.GetAsync("/v1/referents");
        Assert.Equal(403, (int)dossiers.StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("same-name")]
    [InlineData("registration-over")]
    [InlineData("certificate-over")]
    [InlineData("revoked")]
    public async Task Is_refused_with_one_that_is(string how)
    {
        using var good = tls.Authority.Sign(how, days: how == "certificate-over" ? -1 : 5);
        using var twin = tls.Authority.Sign(how);
        if (how == "registration-over")
            await tls.Server.Register(good, days: 2, from: DateTimeOffset.UtcNow.AddDays(-3));
        else if (how is not ("none" or "unknown"))
            await tls.Server.Register(good);
        if (how == "revoked")
            await Revoke(good);
        using var caller = tls.Server.Caller(how switch
        {
            "none" => null,
            "same-name" => twin,
            _ => good,
        });

        using var answer = await caller.GetAsync("/v1/me");

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal(401, await Send(caller, KeyHolder.Event()));
    }

    [Fact]
    public async Task Ends_with_the_next_request_on_the_same_connection_after_it_is_revoked()
    {
        using var certificate = tls.Authority.Sign("a register");
        await tls.Server.Register(certificate);
        using var caller = tls.Server.Caller(certificate);
        Assert.Equal(200, (await Me(caller)).Status);

        await Revoke(certificate);

        Assert.Equal(401, (int)(await caller.GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Counts_no_more_than_a_key_that_is_sent_besides()
    {
        using var certificate = tls.Authority.Sign("a register");
        var id = await tls.Server.Register(certificate);
        using var caller = tls.Server.Caller(certificate);
        // No secret has the digest that a certificate has, and a bad key is not forgiven for a good certificate.
        caller.DefaultRequestHeaders.Add("X-Api-Key", KeyText.New(id).Text);

        Assert.Equal(401, (int)(await caller.GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Is_of_no_use_to_a_page_of_another_site_although_browsers_show_it_by_themselves()
    {
        using var certificate = tls.Authority.Sign("a register");
        await tls.Server.Register(certificate);
        using var caller = tls.Server.Caller(certificate);
        caller.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(403, await Send(caller, KeyHolder.Event()));
    }

    [Fact]
    public async Task Is_refused_before_any_request_when_it_is_not_of_the_authority()
    {
        using var others = new TestAuthority("Somebody else");
        using var ours = new TestAuthority();
        await using var server = await EdgeServer.StartSecure(ours, folder => EdgeServer.More(
            ("Supervision:Edge:ClientCertificates", "true"),
            ("Supervision:Edge:ClientAuthorityFile", ours.WriteRoot(folder))));
        using var good = ours.Sign("a register", 5, TestAuthority.ForClients);
        using var foreign = others.Sign("a register", 5, TestAuthority.ForClients);
        using var ofServer = ours.Sign("a register", 5, TestAuthority.ForServers);
        using var old = ours.Sign("a register", -1, TestAuthority.ForClients);
        foreach (var certificate in new[] { good, foreign, ofServer, old })
            await server.Register(certificate);

        using var caller = server.Caller(good);
        Assert.Equal(200, (await Me(caller)).Status);
        using var nobody = server.Caller();
        Assert.Equal(401, (int)(await nobody.GetAsync("/v1/me")).StatusCode);
        foreach (var certificate in new[] { foreign, ofServer, old })
        {
            using var refused = server.Caller(certificate);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => refused.GetAsync("/v1/me"));
        }
    }

    private Task Revoke(X509Certificate2 certificate) => tls.Server.Store.Revoke(
        Fingerprint.IdOf(Fingerprint.Of(certificate.RawData)), new KeyRevocation(DateTimeOffset.UtcNow, "test"),
        CancellationToken.None);

    private static async Task<(int Status, JsonElement Body)> Me(HttpClient caller)
    {
        using var answer = await caller.GetAsync("/v1/me");
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<int> Send(HttpClient caller, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/cloudevents+json");
        using var answer = await caller.PostAsync("/v1/events", content);
        return (int)answer.StatusCode;
    }
}
