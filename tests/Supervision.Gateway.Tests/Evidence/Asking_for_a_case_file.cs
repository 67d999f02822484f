using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Supervision.Gateway.Tests.Api;
using Supervision.Gateway.Tests.Audits;

namespace Supervision.Gateway.Tests.Evidence;

/// <summary>On a server of its own: on the shared one a plan of second readings may hold a decision up.</summary>
public sealed class Asking_for_a_case_file(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Gives_every_action_and_every_reading_with_who_and_why()
    {
        var escalation = await Decided("kvk:981000011");
        using (await server.Ask($"/v1/escalations/{escalation}", "escalation-officer"))
        {
        }

        var (status, bytes) = await server.Client.Ask($"/v1/escalations/{escalation}/case-file", purpose: "objection");

        Assert.Equal(200, status);
        var file = JsonElement.Parse(bytes);
        Assert.Equal(
            ["opened", "taken", "judged", "file-added", "file-sealed", "finding-recorded", "information-asked",
                "information-got", "intent-announced", "reply-received", "decided"],
            Types(file, "actions").Select(type => type["supervision.escalation.".Length..^".v1".Length]));
        Assert.Equal(
            ["supervision.information.requested.v1", "supervision.information.received.v1",
                "supervision.escalation.concluded.v1", "supervision.measure.imposed.v1"],
            Types(file, "effects"));
        var readings = file.GetProperty("readings").EnumerateArray().ToArray();
        Assert.Contains(readings, read => read.GetProperty("operation").GetString() == "getEscalation"
            && read.GetProperty("actor").GetString() == "user:escalation-officer");
        Assert.All(readings, read => Assert.NotEqual("", read.GetProperty("purpose").GetString()));
        Assert.Equal(
            ["information-request", "intent", "decision"],
            file.GetProperty("letters").EnumerateArray().Select(letter => letter.GetProperty("kind").GetString()));
        var evidence = file.GetProperty("case").GetProperty("evidence")[0];
        Assert.Equal(64, evidence.GetProperty("sha256").GetString()!.Length);
        Assert.Equal(JsonValueKind.Undefined, Data(file, "file-sealed").ValueKind);
        Assert.Equal("hand", Data(file, "decided").GetProperty("ground").GetString());

        // The export itself is on record, with its purpose.
        var (_, again) = await server.Client.Ask($"/v1/escalations/{escalation}/case-file");
        Assert.Contains(
            JsonElement.Parse(again).GetProperty("readings").EnumerateArray(),
            read => read.GetProperty("operation").GetString() == "getCaseFile"
                && read.GetProperty("purpose").GetString() == "objection");
    }

    [Fact]
    public async Task Is_checked_with_no_server_at_hand()
    {
        var escalation = await Decided("kvk:981000012");

        var (status, bytes) = await server.Client.Ask($"/v1/escalations/{escalation}/case-file?format=bundle");
        var (manifest, findings) = Bundles.Check(bytes, await server.Client.PublicKey());

        Assert.Equal(200, status);
        Assert.Empty(findings.Wrong());
        Assert.Equal(escalation, manifest!.Scope.Escalation);
        Assert.Contains(manifest.Files, one => one.Name == "case/case-file.html");
        Assert.StartsWith("1 case file", findings.Said("papers"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"key\":", Whole(bytes, "events.ndjson"), StringComparison.Ordinal);
        Assert.Contains("supervision.dossier.read.v1", Whole(bytes, "events.ndjson"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_a_page_to_print_that_runs_nothing()
    {
        var escalation = await Decided("kvk:981000013", name: "<script>alert(1)</script>");

        using var answer = await server.Ask($"/v1/escalations/{escalation}/case-file?format=page", "team-lead");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Ons besluit", page, StringComparison.Ordinal);
        Assert.StartsWith(
            "default-src 'none'; style-src 'sha256-",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_for_officers_and_waits_for_the_judgement_of_a_lead_who_has_the_case()
    {
        const string referent = "kvk:981000014";
        await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"x"}""", "team-lead");
        var path = $"/v1/escalations/{referent}~1/case-file";

        Assert.Equal(403, (await server.Client.Ask(path, "escalation-officer")).Status);
        Assert.Equal(200, (await server.Client.Ask(path, "team-lead")).Status);
        await server.Post($"/v1/escalations/{referent}~1/assign", """{"officer":"user:demo"}""", "team-lead");
        Assert.Equal(409, (await server.Client.Ask(path, "demo")).Status);
        Assert.Equal(200, (await server.Client.Ask(path, "team-lead")).Status);
        Assert.Equal(200, (await server.Client.Ask(path, "auditor")).Status);
        Assert.Equal(404, (await server.Client.Ask($"/v1/escalations/{referent}~2/case-file")).Status);
    }

    private async Task<string> Decided(string referent, string name = "Proef B.V.")
    {
        await server.Register(referent, name: name);
        var escalation = await server.JudgedCase(referent, isRegistered: true);
        var path = $"/v1/escalations/{escalation}";
        Assert.Equal(201, (await server.Add(escalation, "wages", "Wages.pdf", FileSender.Pdf)).Status);
        var day = DateTime.UtcNow.AddDays(-40).ToString("yyyy-MM-dd", null);
        foreach (var (step, body) in ((string, string)[])
        [
            ("findings",
                $$"""
                {"findingId":"f-1","duty":"keep-records","severity":"serious","breach":true,"occurredOn":"{{day}}"}
                """),
            ("information-requests", """{"requestId":"wages","text":"The wage records."}"""),
            ("information-answers", """{"requestId":"wages","complete":true}"""),
            ("intent", """{"measure":{"kind":"warning","findings":["f-1"]},"text":"A warning is intended."}"""),
            ("reply", """{"text":"They were lost."}"""),
            ("decision",
                """
                {"decisionId":"d-1","measure":{"kind":"warning","findings":["f-1"]},"ground":"hand",
                 "reasons":"Selected by hand; records were missing."}
                """),
        ])
        {
            var (status, answer) = await server.Post($"{path}/{step}", body);
            Assert.True(status == 200, $"{step}: {answer}");
        }

        return escalation;
    }

    private static IEnumerable<string> Types(JsonElement file, string name) =>
        file.GetProperty(name).EnumerateArray().Select(one => one.GetProperty("type").GetString()!);

    private static JsonElement Data(JsonElement file, string type) =>
        file.GetProperty("actions").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString() == $"supervision.escalation.{type}.v1")
            .TryGetProperty("data", out var data) ? data : default;

    private static string Whole(byte[] archive, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
