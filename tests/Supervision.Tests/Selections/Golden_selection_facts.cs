using System.Text;
using System.Text.Json;
using Supervision.Events;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

/// <summary>
/// What was once put on the log about selection must be readable for ever. A file here is written once and not edited.
/// </summary>
public sealed class Golden_selection_facts
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Supervision.Tests", "Golden", "Selections");

    public static TheoryData<string> Names => [.. SelectionFactTypes.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_read_and_written_to_the_byte(string type)
    {
        var golden = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, type + ".json")).TrimEnd('\n'));
        using var document = JsonDocument.Parse(golden);

        Assert.Equal(golden, CanonicalJson.Of(document.RootElement));
        var fact = SelectionFactTypes.Read(type, golden);
        Assert.Equal(type, SelectionFactTypes.NameOf(fact));
        Assert.Equal(golden, SelectionFactTypes.Write(fact));
    }

    [Theory]
    [InlineData("supervision.selection.planned.v2", "{}")]
    [InlineData("supervision.selection.opened.v1", "{}")]
    [InlineData(
        "supervision.selection.opened.v1",
        """{"joined":2,"opened":394,"selection":"selection-1","withheld":1,"more":1}""")]
    public void Are_never_guessed_at(string type, string data) =>
        Assert.Throws<FormatException>(() => SelectionFactTypes.Read(type, Encoding.UTF8.GetBytes(data)));
}
