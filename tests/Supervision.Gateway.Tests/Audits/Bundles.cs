using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Supervision.Audit;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Audits;

/// <summary>Asks a server for a bundle, and checks it with the key that the server says it has.</summary>
internal static class Bundles
{
    public static async Task<(int Status, byte[] Bytes)> Ask(
        this HttpClient client, string path, string user = "auditor", string? purpose = "audit")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        if (purpose is not null)
            request.Headers.Add("X-Purpose", purpose);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    public static async Task<string> PublicKey(this HttpClient client)
    {
        var (status, bytes) = await client.Ask("/v1/audit-keys", purpose: null);
        Assert.Equal(200, status);
        var first = JsonElement.Parse(bytes).GetProperty("items")[0];
        Assert.Equal("signs", first.GetProperty("state").GetString());
        return first.GetProperty("publicKey").GetString()!;
    }

    public static (BundleManifest? Manifest, IReadOnlyList<BundleFinding> Findings) Check(byte[] archive, string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return BundleCheck.Of(
            new MemoryStream(archive), key.ExportSubjectPublicKeyInfo(), new Dictionary<LogPosition, string>(),
            CancellationToken.None);
    }

    public static ImmutableArray<string> Wrong(this IEnumerable<BundleFinding> findings) =>
        [.. findings.SelectMany(finding => finding.Wrong.Select(wrong => $"{finding.Check}: {wrong}"))];

    public static string Said(this IEnumerable<BundleFinding> findings, string check) =>
        findings.Single(finding => finding.Check == check).Said;
}
