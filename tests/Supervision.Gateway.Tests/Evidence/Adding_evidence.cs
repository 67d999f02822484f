using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Load;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Evidence;

[Collection(nameof(RunningServer))]
public sealed class Adding_evidence(RunningServer server)
{
    [Fact]
    public async Task Keeps_the_file_and_gives_it_back_to_be_saved()
    {
        var escalation = await server.JudgedCase("kvk:981000001");

        var (status, added) = await server.Add(escalation, "payslips", "Loonstroken België.pdf", FileSender.Pdf);

        var digest = SHA256.HashData(FileSender.Pdf);
        Assert.True(status == 201, added.ToString());
        Assert.Equal("Loonstroken België.pdf", added.GetProperty("name").GetString());
        Assert.Equal(Convert.ToHexStringLower(digest), added.GetProperty("sha256").GetString());
        Assert.Equal(
            ["fileId", "name", "kind", "mediaType", "size", "sha256", "officer", "addedAt"],
            added.EnumerateObject().Select(member => member.Name));
        using var answer = await server.Ask($"/v1/escalations/{escalation}/evidence-files/payslips", "auditor");
        Assert.Equal(FileSender.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Loonstroken België.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(
            $"sha-256=:{Convert.ToBase64String(digest)}:",
            Assert.Single(answer.Content.Headers.TryGetValues("Content-Digest", out var found)
                ? found : answer.Headers.GetValues("Content-Digest")));
    }

    [Fact]
    public async Task Again_adds_nothing_and_stores_nothing()
    {
        var escalation = await server.JudgedCase("kvk:981000002");
        var (_, first) = await server.Add(escalation, "f-1", "x.pdf", FileSender.Pdf);
        var before = Files.All();

        var (again, second) = await server.Add(escalation, "f-1", "x.pdf", FileSender.Pdf);
        var (other, refused) = await server.Add(escalation, "f-1", "y.pdf", FileSender.Pdf);

        Assert.Equal((201, first.ToString()), (again, second.ToString()));
        Assert.Equal(
            (409, "urn:supervision:refusal:file-id-used"), (other, refused.GetProperty("type").GetString()));
        Assert.Equal(before.AsEnumerable(), Files.All());
    }

    [Fact]
    public async Task Serves_a_page_that_came_as_text_so_that_nothing_runs_it()
    {
        var escalation = await server.JudgedCase("kvk:981000003");
        var (status, _) = await server.Add(
            escalation, "page", "page.txt", [.. "<script>alert(1)</script>"u8], "text/plain");
        Assert.Equal(201, status);

        using var answer = await server.Ask($"/v1/escalations/{escalation}/evidence-files/page", "auditor");

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Says_when_a_file_is_damaged_or_gone()
    {
        var escalation = await server.JudgedCase("kvk:981000004");
        foreach (var id in (string[])["good", "bad", "gone"])
            await server.Add(escalation, id, $"{id}.pdf", FileSender.Pdf);
        var view = await server.Application.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<Supervision.Contracts.Escalations.IEscalationGrain>("kvk:981000004").View(1, default);
        string PathOf(string id) => Path.Combine(
            server.Folder, "evidence",
            StoredNames.Of(EscalationId.Parse(escalation), view!.Files!.Value.Single(one => one.Id == id).StoredAs));
        var bytes = await File.ReadAllBytesAsync(PathOf("bad"));
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(PathOf("bad"), bytes);
        File.Delete(PathOf("gone"));

        using var checkedAll = await server.Ask($"/v1/escalations/{escalation}/evidence-verification", "auditor");
        var told = JsonElement.Parse(await checkedAll.Content.ReadAsStringAsync());

        Assert.False(told.GetProperty("intact").GetBoolean());
        Assert.Equal(
            ["intact", "damaged", "missing"],
            told.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("state").GetString()));
        foreach (var (id, code) in ((string, string)[])[("bad", "file-damaged"), ("gone", "file-missing")])
        {
            using var answer = await server.Ask($"/v1/escalations/{escalation}/evidence-files/{id}", "auditor");
            Assert.Equal(409, (int)answer.StatusCode);
            Assert.Contains(
                $"urn:supervision:refusal:{code}", await answer.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }

        // As the operator finds it, and puts it right from a back-up.
        var stranger = Path.Combine(server.Folder, "evidence", "incoming", "left.part");
        await File.WriteAllBytesAsync(stranger, [1]);
        File.SetLastWriteTimeUtc(stranger, DateTime.UtcNow.AddDays(-2));
        var (exit, output) = await ServerProcess.RunOn(server.Folder, "verify-files", "--remove-strangers");
        Assert.True(exit == 1, output);
        Assert.Contains($"{escalation}, file bad: DAMAGED", output, StringComparison.Ordinal);
        Assert.Contains($"{escalation}, file gone: MISSING", output, StringComparison.Ordinal);
        Assert.DoesNotContain($"{escalation}, file good", output, StringComparison.Ordinal);
        Assert.Contains("incoming/left.part: in no case, removed", output, StringComparison.Ordinal);
        Assert.False(File.Exists(stranger));
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(PathOf("bad"), bytes);
        using var mended = await server.Ask($"/v1/escalations/{escalation}/evidence-files/bad", "auditor");
        Assert.Equal(FileSender.Pdf, await mended.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Is_kept_from_officers_until_the_case_is_judged()
    {
        const string referent = "kvk:981000005";
        await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"x"}""", "team-lead");
        await server.Post($"/v1/escalations/{referent}~1/take", null);
        var (status, body) = await server.Add(
            $"{referent}~1", "signal", "Signal of the inspectorate.pdf", FileSender.Pdf, user: "team-lead");
        Assert.True(status == 201, body.ToString());
        string[] paths = ["evidence-files", "evidence-files/signal", "evidence-verification"];

        foreach (var path in paths)
        {
            using var early = await server.Ask($"/v1/escalations/{referent}~1/{path}");
            using var lead = await server.Ask($"/v1/escalations/{referent}~1/{path}", "team-lead");
            Assert.Contains("judge-first", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal((409, 200), ((int)early.StatusCode, (int)lead.StatusCode));
        }

        await server.Post(
            $"/v1/escalations/{referent}~1/judgement", """{"judgement":"unclear","text":"x"}""");
        foreach (var path in paths)
        {
            using var later = await server.Ask($"/v1/escalations/{referent}~1/{path}");
            Assert.Equal(200, (int)later.StatusCode);
        }
    }

    [Fact]
    public async Task Ends_with_the_dossier()
    {
        const string referent = "kvk:981000006";
        var escalation = await server.JudgedCase(referent);
        await server.Add(escalation, "f-1", "x.pdf", FileSender.Pdf);
        var folder = StoredNames.Folder(EscalationId.Parse(escalation));
        Assert.Contains(Files.All(), one => one.Name.StartsWith(folder, StringComparison.Ordinal));
        using var dossier = await server.Ask($"/v1/referents/{referent}/dossier", "team-lead");
        var shown = await dossier.Content.ReadAsStringAsync();
        Assert.Contains("file-sealed", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\"key\"", shown, StringComparison.Ordinal);
        await server.Post($"/v1/escalations/{escalation}/close", """{"outcome":"no-breach"}""");

        // Right behind it, whatever the lists know by then.
        var (status, _) = await server.Post(
            $"/v1/referents/{referent}/erasures", """{"ground":"on-request"}""", "team-lead");

        Assert.Equal(200, status);
        Assert.DoesNotContain(Files.All(), one => one.Name.StartsWith(folder, StringComparison.Ordinal));
        using var gone = await server.Ask($"/v1/escalations/{escalation}/evidence-files", "auditor");
        Assert.Equal(404, (int)gone.StatusCode);
    }

    private IEvidenceFiles Files => server.Application.Services.GetRequiredService<IEvidenceFiles>();
}
