using Supervision.Access.Keys;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Edge;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Registering_a_certificate(AccountServer server)
{
    [Fact]
    public async Task Makes_a_key_without_a_secret_once()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Sign("a register");
        var fingerprint = Fingerprint.Of(certificate.RawData);
        var (status, made) = await Make(fingerprint.ToUpperInvariant());
        var id = made.GetProperty("id").GetString();

        Assert.Equal(201, status);
        Assert.Null(made.GetProperty("key").GetString());
        var (_, page) = await server.Administrator.Get("/v1/keys?pageSize=500");
        var items = page.GetProperty("items").EnumerateArray().ToArray();
        var item = items.Single(one => one.GetProperty("id").GetString() == id);
        Assert.Equal((fingerprint, "active"), (
            item.GetProperty("certificate").GetString(), item.GetProperty("state").GetString()));

        Assert.Equal(409, (await Make(fingerprint)).Status);
        Assert.Equal(409, (await server.Administrator.Post(
            $"/v1/keys/{id}/rotate", new { days = 9, oldHours = 0 })).Status);
        Assert.Equal(200, (await server.Administrator.Post($"/v1/keys/{id}/revoke", null)).Status);
        Assert.Equal(409, (await Make(fingerprint)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public async Task Takes_a_fingerprint_and_nothing_else(string fingerprint) =>
        Assert.Equal(400, (await Make(fingerprint)).Status);

    [Fact]
    public async Task Goes_by_a_command_and_its_file()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        using var certificate = authority.Sign("a register");
        var (path, key) = TestAuthority.Write(folder.Path, certificate);
        string[] make =
        [
            "keys", "make", "a register", "--source", "urn:a", "--type", "supervision.*", "--data", server.Folder,
            "--certificate",
        ];

        var (code, output) = await ServerProcess.Run([.. make, path]);
        var (again, known) = await ServerProcess.Run([.. make, path]);
        var (wrong, unusable) = await ServerProcess.Run([.. make, key]);
        var (_, listed) = await ServerProcess.Run(["keys", "list", "--data", server.Folder]);

        Assert.True(
            code == 0 && output.Contains(Fingerprint.Of(certificate.RawData), StringComparison.Ordinal), output);
        Assert.True(again == 1 && known.Contains("registered before", StringComparison.Ordinal), known);
        Assert.True(wrong == 3 && unusable.Contains("cannot be used", StringComparison.Ordinal), unusable);
        Assert.Contains("by certificate", listed, StringComparison.Ordinal);
    }

    private async Task<(int Status, System.Text.Json.JsonElement Body)> Make(string certificate) =>
        await server.Administrator.Post("/v1/keys", new
        {
            name = "a service",
            roles = new[] { "integrator" },
            sources = new[] { "urn:test:a" },
            types = new[] { "supervision.*" },
            days = 9,
            certificate,
        });
}
