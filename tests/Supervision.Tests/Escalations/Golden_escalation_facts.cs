using System.Text;
using System.Text.Json;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Tests.Escalations;

/// <summary>
/// What an episode once put on the log must be readable for ever, with the same digest. A file here is written once and
/// not edited; a fact that changes gets a new name, and a file of its own.
/// </summary>
public sealed class Golden_escalation_facts
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Supervision.Tests", "Golden", "Escalations");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Are_read_and_written_to_the_byte(string file)
    {
        var golden = Golden(file);
        using var document = JsonDocument.Parse(golden);
        var type = document.RootElement.GetProperty("type").GetString()!;
        var data = CanonicalJson.Of(document.RootElement.GetProperty("data"));

        Assert.Equal(golden, CanonicalJson.Of(golden));
        Assert.StartsWith(type, file, StringComparison.Ordinal);
        Assert.Equal(data, EscalationFactTypes.Write(EscalationFactTypes.Read(type, data)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Keep_their_digest(string file)
    {
        using var document = JsonDocument.Parse(Golden(file));
        var root = document.RootElement;
        var digest = CanonicalEvent.Digest(
            root.GetProperty("type").GetString()!,
            new(root.GetProperty("source").GetString()!, root.GetProperty("id").GetString()!),
            root.GetProperty("subject").GetString()!,
            root.GetProperty("time").GetDateTimeOffset(),
            CanonicalJson.Of(root.GetProperty("data")));

        var pinned = File.ReadAllLines(Path.Combine(Folder, "digests.txt"))
            .Select(line => line.Split(' ')).Single(words => words[1] == file)[0];
        Assert.Equal(pinned, Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void Are_there_for_every_fact() =>
        Assert.Empty(EscalationFactTypes.Names.Except(
            Directory.EnumerateFiles(Folder, "*.json")
                .Select(file => string.Join('.', Path.GetFileName(file).Split('.', '+')[..4]))));

    [Fact]
    public void Say_what_the_records_say()
    {
        Assert.Equal(
            new OpeningRisk(RiskLevel.Medium, 40, "sha256:00"),
            Assert.IsType<EscalationOpened>(Fact("supervision.escalation.opened.v1+hand-with-risk.json")).Risk);
        var byRule = Assert.IsType<EscalationOpened>(Fact("supervision.escalation.opened.v1+rule.json"));
        Assert.Equal((RiskLevel.High, 62, 1040L), (byRule.Trigger!.Level, byRule.Trigger.Points, byRule.TriggerOffset));
        Assert.Null(Assert.IsType<EscalationOpened>(Fact("supervision.escalation.opened.v1+hand.json")).Risk);
        Assert.Equal(
            new Finding(Duty.KeepRecords, Severity.Serious, true),
            Assert.Single(Assert.IsType<EscalationClosed>(Fact("supervision.escalation.closed.v1.json")).Findings));
    }

    private static EscalationFact Fact(string file)
    {
        using var document = JsonDocument.Parse(Golden(file));
        return EscalationFactTypes.Read(
            document.RootElement.GetProperty("type").GetString()!,
            CanonicalJson.Of(document.RootElement.GetProperty("data")));
    }

    private static byte[] Golden(string file) =>
        Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, file)).TrimEnd('\n'));
}
