using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Audits;

[Collection(nameof(RunningServer))]
public sealed partial class Asking_for_an_audit_bundle(RunningServer server)
{
    [Fact]
    public async Task Gives_what_holds_with_no_server_at_hand_and_is_recorded_with_its_purpose()
    {
        const string referent = "kvk:984000001";
        await Risky(referent);
        var end = DateTimeOffset.UtcNow.AddDays(30).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
        var (set, _) = await server.Post(
            $"/v1/referents/{referent}/override", $$"""{"level":"high","until":"{{end}}","reason":"Seen."}""",
            "supervisor");
        Assert.Equal(200, set);

        var (status, bytes) = await server.Client.Ask($"/v1/referents/{referent}/audit-bundle");
        var (manifest, findings) = Bundles.Check(bytes, await server.Client.PublicKey());

        Assert.Equal(200, status);
        Assert.Empty(findings.Wrong());
        Assert.Equal(("user:auditor", ReadingPurpose.Audit), (manifest!.Asked.Actor, manifest.Asked.Purpose));
        Assert.Matches("^[2-9] scores come out the same, bit for bit; by the same version", findings.Said("scores"));
        Assert.StartsWith("1 documents have their hash", findings.Said("models"), StringComparison.Ordinal);
        // The override is under a subject of its own, mostly in another partition.
        Assert.Contains("supervision.override.set.v1", Text(bytes, "events.ndjson"), StringComparison.Ordinal);
        var reads = await server.Get($"/v1/reads?referentId={referent}");
        var read = reads.GetProperty("items").EnumerateArray().First(
            item => item.GetProperty("operation").GetString() == "getReferentAuditBundle");
        Assert.Equal("audit", read.GetProperty("purpose").GetString());
    }

    [Fact]
    public async Task Of_a_dossier_of_which_something_was_erased_says_what_cannot_be_recomputed()
    {
        const string referent = "kvk:984000002";
        var position = await Risky(referent);
        var (erased, _) = await server.Post(
            $"/v1/referents/{referent}/erasures",
            $$"""{"ground":"unlawful","events":[{"position":"{{position}}"}]}""", "team-lead");
        Assert.Equal(200, erased);

        var (_, bytes) = await server.Client.Ask($"/v1/referents/{referent}/audit-bundle");
        var (_, findings) = Bundles.Check(bytes, await server.Client.PublicKey());

        Assert.Empty(findings.Wrong());
        Assert.Matches("; [1-9] cannot be recomputed any more", findings.Said("scores"));
        Assert.StartsWith("1 events no longer say", findings.Said("erasures"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_period_has_every_dossier_of_it_and_each_is_told_that_it_was_read()
    {
        var from = DateTimeOffset.UtcNow;
        await Risky("kvk:984000003");
        await Risky("kvk:984000004");
        var until = DateTimeOffset.UtcNow;

        var (status, bytes) = await server.Client.Ask($"/v1/audit-bundles?from={Moment(from)}&until={Moment(until)}");
        var (manifest, findings) = Bundles.Check(bytes, await server.Client.PublicKey());

        Assert.Equal(200, status);
        Assert.Empty(findings.Wrong());
        var referents = manifest!.Referents.Select(referent => referent.ToString()).ToArray();
        Assert.Contains("kvk:984000003", referents);
        Assert.Contains("kvk:984000004", referents);
        Assert.DoesNotContain("kvk:984000001", referents);
        foreach (var referent in referents)
        {
            var reads = await server.Get($"/v1/reads?referentId={referent}");
            Assert.Contains(reads.GetProperty("items").EnumerateArray(),
                item => item.GetProperty("operation").GetString() == "getAuditBundle");
        }
    }

    [Theory]
    [InlineData("/v1/referents/kvk:984999999/audit-bundle", "auditor", "audit", 404, "not-found")]
    [InlineData("/v1/referents/kvk:984000001/audit-bundle", "supervisor", "audit", 403, "not-allowed")]
    [InlineData("/v1/referents/kvk:984000001/audit-bundle", "auditor", "curiosity", 400, "X-Purpose")]
    [InlineData("/v1/referents/NO/audit-bundle", "auditor", "audit", 400, "malformed-id")]
    [InlineData(
        "/v1/audit-bundles?from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", "auditor", "audit", 400,
        "not-before")]
    [InlineData("/v1/audit-bundles?until=9000-01-01T00:00:00Z", "auditor", "audit", 400, "in-the-future")]
    [InlineData("/v1/audit-bundles", "team-lead", "audit", 403, "not-allowed")]
    public async Task That_cannot_be_given_says_why(
        string path, string user, string purpose, int expected, string named)
    {
        var (status, bytes) = await server.Client.Ask(path, user, purpose);

        Assert.Equal(expected, status);
        Assert.Contains(named, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    /// <summary>The real executable, far from any data.</summary>
    [Fact]
    public async Task Is_checked_by_a_command_that_says_what_was_changed()
    {
        const string referent = "kvk:984000005";
        await Risky(referent);
        using var folder = new TemporaryFolder();
        var (file, key, keys, other) = (
            Path.Combine(folder.Path, "bundle.zip"), Path.Combine(folder.Path, "key.pem"),
            Path.Combine(folder.Path, "keys.pem"), Path.Combine(folder.Path, "other.pem"));
        var (_, bytes) = await server.Client.Ask($"/v1/referents/{referent}/audit-bundle");
        await File.WriteAllBytesAsync(file, bytes);
        await File.WriteAllTextAsync(key, await server.Client.PublicKey());

        var (code, output) = await ServerProcess.Run("verify-bundle", file, "--key", key);
        Assert.True(code == 0, output);
        Assert.Contains("scores       passed: ", output, StringComparison.Ordinal);
        Assert.Contains("The bundle holds.", output, StringComparison.Ordinal);

        (code, output) = await ServerProcess.Run("verify-bundle", file);
        Assert.True(code == 0, output);
        Assert.Contains("nobody vouches for: give", output, StringComparison.Ordinal);

        // A key that signs elsewhere, made and rotated as an operator does.
        var (made, first) = await ServerProcess.Run("audit-key", "show", "--file", keys);
        var (rotated, both) = await ServerProcess.Run("audit-key", "rotate", "--file", keys);
        Assert.Equal((0, 0), (made, rotated));
        var shown = Assert.Single(PublicKey().Matches(first)).Value;
        Assert.Equal(shown, PublicKey().Matches(both)[1].Value);
        await File.WriteAllTextAsync(other, shown);
        (code, output) = await ServerProcess.Run("verify-bundle", file, "--key", other);
        Assert.Equal(1, code);
        Assert.Contains("signature    FAILED", output, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(file, Changed(bytes, "scores.ndjson"));
        (code, output) = await ServerProcess.Run("verify-bundle", file, "--key", key);
        Assert.Equal(1, code);
        Assert.Contains("scores.ndjson was changed", output, StringComparison.Ordinal);
        Assert.Contains("The bundle DOES NOT HOLD", output, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        Assert.Equal(1, (await ServerProcess.Run("verify-bundle", file)).ExitCode);
        Assert.Equal(3, (await ServerProcess.Run("verify-bundle", file + ".none")).ExitCode);
        Assert.Equal(2, (await ServerProcess.Run("verify-bundle", file, "--anchor", "3-1042")).ExitCode);
    }

    [GeneratedRegex("-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----")]
    private static partial Regex PublicKey();

    private static string Text(byte[] archive, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Changed(byte[] archive, string name)
    {
        using var stream = new MemoryStream();
        stream.Write(archive);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var text = Text(archive, name);
            zip.GetEntry(name)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text.Replace("\"points\":", "\"points\":1", StringComparison.Ordinal));
        }

        return stream.ToArray();
    }

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Medium by two warnings and tax arrears, told; gives where the arrears are.</summary>
    private async Task<string> Risky(string referent)
    {
        await server.Register(referent);
        for (var number = 0; number < 12; number++)
            await server.Send(
                referent, "application.submitted", $$"""{"applicationId":"a-{{number}}","purpose":"labour"}""");
        foreach (var measure in (string[])["w-1", "w-2"])
            await server.Send(referent, "measure.imposed", $$"""{"measureId":"{{measure}}","kind":"warning"}""");
        var (_, position) = await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-06-01"}""",
            "2026-06-01T09:00:00Z");
        await server.GetUntil(
            $"/v1/referents/{referent}/risk-history",
            page => page.GetProperty("items").EnumerateArray().Any(IsMedium));
        return position;

        static bool IsMedium(JsonElement item) => item.GetProperty("to").GetString() == "medium";
    }
}
