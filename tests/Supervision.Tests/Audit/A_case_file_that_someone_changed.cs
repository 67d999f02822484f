using System.Text;
using System.Text.RegularExpressions;
using Supervision.Audit;
using static Supervision.Tests.Audit.Tampering;

namespace Supervision.Tests.Audit;

/// <summary>
/// By whoever has the key of the server: list and signature are right, and what the files say of each other is not.
/// </summary>
public sealed class A_case_file_that_someone_changed : IAsyncLifetime
{
    private const string File = "case/case-file.json";
    private const string Events = "events.ndjson";

    private byte[] _archive = [];

    public async Task InitializeAsync() => _archive = await CaseStory.Archive();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Holds_while_nobody_did()
    {
        var findings = Check(_archive);

        Assert.Empty(findings.Wrong());
        // Six facts of the case, one reading, and the conclusion in the history.
        Assert.Equal("1 case file tells what 8 events say", findings.Said("papers"));
        var files = Unpack(_archive);
        Assert.DoesNotContain("~1", Encoding.UTF8.GetString(files[File]), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", Encoding.UTF8.GetString(files[File]), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", Encoding.UTF8.GetString(files[Events]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\":\"Late.\"", "\"text\":\"Early.\"", "papers: the case file says something else of 0-[0-9]+")]
    [InlineData("supervision.escalation.judged.v1", "supervision.escalation.noted.v1", "papers: .* something else")]
    [InlineData("\"actor\": \"user:a\"", "\"actor\": \"user:b\"", "papers: the case file tells of a reading at")]
    [InlineData("\"purpose\": \"escalation\"", "\"purpose\": \"audit\"", "papers: the case file tells of a reading at")]
    [InlineData("kvk:99000001~2", "kvk:99000001~1", "papers: the case file is of another case")]
    [InlineData("\"position\": \"0-", "\"position\": \"0-9", "papers: .* which is not among the events")]
    [InlineData("\"actions\"", "\"others\"", "papers: case/case-file.json was changed or damaged")]
    public void In_what_it_tells_is_found(string from, string to, string found) =>
        Finds(found, Signed(_archive, files => files[File] = Once(files[File], from, to)));

    [Theory]
    [InlineData("finding-recorded", "papers: facts of the case are left out before 0-")]
    [InlineData("opened", "papers: the opening of the case is not there")]
    [InlineData("dossier.read", "papers: the case file tells of a reading at")]
    public void By_an_event_that_is_left_out_is_found(string type, string found) =>
        Finds(found, Signed(_archive, files => files[Events] = Without(files[Events], type)));

    [Fact]
    public void By_a_paper_that_is_left_out_or_put_in_elsewhere_is_found()
    {
        foreach (var name in (string[])[File, "case/case-file.html"])
            Finds($"papers: {name} is not there", Signed(_archive, files => files.Remove(name)));
        Finds("papers: .* the bundle is of no case", Signed(
            _archive, _ => { }, manifest => manifest with { Scope = new BundleScope(CaseStory.Id.Referent) }));
        Finds("papers: the case that is named is not of the referent", Signed(
            _archive, _ => { },
            manifest => manifest with { Scope = manifest.Scope with { Escalation = "kvk:99000002~2" } }));
        Finds("papers: event 0-[0-9]+ is not of the case", Signed(
            _archive, _ => { },
            manifest => manifest with { Scope = manifest.Scope with { Escalation = "kvk:99000001~1" } }));
    }

    private static void Finds(string pattern, byte[] archive)
    {
        var wrong = Check(archive).Wrong();
        Assert.True(
            wrong.Any(line => Regex.IsMatch(line, pattern, RegexOptions.CultureInvariant)),
            string.Join(" | ", wrong));
    }

    private static byte[] Once(byte[] file, string from, string to)
    {
        var text = Encoding.UTF8.GetString(file);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not there.");
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }

    private static byte[] Without(byte[] file, string type)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        var kept = lines.Where(line => !line.Contains($"supervision.escalation.{type}.v1", StringComparison.Ordinal)
            && !line.Contains($"supervision.{type}.v1", StringComparison.Ordinal)).ToArray();
        Assert.True(kept.Length < lines.Length, $"{type} is not there.");
        return Encoding.UTF8.GetBytes(string.Join('\n', kept));
    }
}
