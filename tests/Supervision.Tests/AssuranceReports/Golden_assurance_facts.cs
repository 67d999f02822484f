using System.Text;
using System.Text.Json;
using Supervision.AssuranceReports;
using Supervision.Events;

namespace Supervision.Tests.AssuranceReports;

/// <summary>
/// What was once put on the log about assurance must be readable for ever. A file here is written once and not edited.
/// </summary>
public sealed class Golden_assurance_facts
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Supervision.Tests", "Golden", "Assurance");

    public static TheoryData<string> Names => [.. AssuranceFactTypes.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_read_and_written_to_the_byte(string type)
    {
        var golden = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, type + ".json")).TrimEnd('\n'));
        using var document = JsonDocument.Parse(golden);

        Assert.Equal(golden, CanonicalJson.Of(document.RootElement));
        var fact = AssuranceFactTypes.Read(type, golden);
        Assert.Equal(type, AssuranceFactTypes.NameOf(fact));
        Assert.Equal(golden, AssuranceFactTypes.Write(fact));
    }

    [Theory]
    [InlineData("supervision.assurance.report-made.v2", "{}")]
    [InlineData("supervision.assurance.report-made.v1", "{}")]
    [InlineData("supervision.assurance.report-failed.v1", """{"report":"report-1","reason":"x","more":1}""")]
    public void Are_never_guessed_at(string type, string data) =>
        Assert.Throws<FormatException>(() => AssuranceFactTypes.Read(type, Encoding.UTF8.GetBytes(data)));
}
