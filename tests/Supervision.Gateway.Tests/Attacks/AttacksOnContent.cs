using System.IO.Compression;
using System.Text;
using Supervision.Gateway.Imports;
using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>What would become code, or far more than it was, with who receives it.</summary>
internal static class AttacksOnContent
{
    private const string Script = "<script";

    public static IEnumerable<Attack> All => [.. Pages, .. Compressed, .. Sheets];

    private static Attack[] Pages =>
    [
        new("a script in the name of a referent, in the dossier", besieged => besieged.Ask(
            "team-lead", "GET", $"/v1/referents/{Referent}/dossier", headers: ("Accept", "text/html")),
            200, "&lt;script&gt;", "nosniff", "default-src 'none'") { Readings = 1, Never = [Script] },
        new("a script in the name of a referent, in the letter", besieged => besieged.Ask(
            "supervisor", "GET", $"/v1/referents/{Referent}/explanations", headers: ("Accept", "text/html")),
            200, "&lt;script&gt;", "nosniff", "default-src 'none'") { Readings = 1, Never = [Script] },
        new("a script in the name of a referent, in the list", besieged => besieged.Ask(
            "supervisor", "GET", "/v1/referents?search=canary", headers: ("Accept", "text/html, */*;q=0.1")),
            200, "Content-Type: application/json", "nosniff") { Readings = 1 },
        new("a script in where to go back to", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in?returnUrl=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
            200, "Content-Security-Policy")
        {
            Never = [Script],
        },
        new("a script in a path", besieged => besieged.Ask(Nobody, "GET", "/v1/%3Cscript%3Ealert(1)"),
            404, "application/problem+json") { Never = [Script] },
        new("a script in a query key", besieged => besieged.Ask(
            "supervisor", "GET", "/v1/me?%3Cscript%3Ealert(1)=1"), 400, "application/problem+json")
        {
            Never = [Script],
        },
        new("a script for a name", async besieged =>
        {
            using var browser = new Browser(besieged.Server.Address);
            using var opened = await browser.Open("/sign-in");
            using var answer = await browser.Submit(
                ("name", "\"><script>alert(1)</script>"), ("password", "niet het wachtwoord"));
            return await Text(answer);
        }, 400) { Never = [Script] },
    ];

    private static Attack[] Compressed =>
    [
        Blown("an event", Service, "/v1/events", "application/cloudevents+json"),
        Blown("a batch", Service, "/v1/events", "application/cloudevents-batch+json"),
        Blown("a stream of events", Service, "/v1/events", "application/x-ndjson"),
        Blown("a command", "team-lead", "/v1/escalations", "application/json"),
        Blown("an account", "administrator", "/v1/people", "application/json"),
        Blown("a key", "administrator", "/v1/keys", "application/json"),
        Blown("an erasure", "team-lead", $"/v1/referents/{Referent}/erasures", "application/json"),
        new("a command that says it is compressed and is not", besieged => besieged.Ask(
            "team-lead", "POST", "/v1/escalations", $$"""{"referentId":"{{Referent}}","reason":"x"}""",
            headers: ("Content-Encoding", "br")), 415),
    ];

    /// <summary>Of what is exported only the rows that an import refused are a sheet.</summary>
    private static Attack[] Sheets =>
    [
        .. ((string[])["=HYPERLINK(\"http://elsewhere.example\")", "+1+1", "-1+1", "@SUM(1)", "\t=1+1"])
            .Select(column => new Attack(
                $"a column of an import that is named {column.Trim()}", _ => Rejects(column), 200)
            {
                Never = [$",{column[0]}", $",\"{column[0]}"],
            }),
    ];

    private static Attack Blown(string what, string by, string path, string type) => new(
        $"{what} of 50 MB in fifty kilobytes",
        besieged => besieged.Ask(by, "POST", path, Bomb(), type, ("Content-Encoding", "gzip")), 415);

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            var piece = new byte[1_000_000];
            for (var count = 0; count < 50; count++)
                gzip.Write(piece);
        }

        return packed.ToArray();
    }

    /// <summary>The sheet itself: nobody is sent it, whoever runs the import finds it in the folder.</summary>
    private static async Task<string> Rejects(string column)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "x.rejects.csv");
        using (var rejects = new RejectFile(path, 0))
        {
            rejects.Add(2, new Reject("wrong-type", column));
            rejects.Flush();
        }

        var sheet = await File.ReadAllTextAsync(path, Encoding.UTF8);
        Assert.StartsWith("row,code,column", sheet, StringComparison.Ordinal);
        Assert.Contains("2,wrong-type,", sheet, StringComparison.Ordinal);
        return $"HTTP/1.1 200\r\n\r\n{sheet}";
    }
}
