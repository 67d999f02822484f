using System.Text;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Tests.Events;

/// <summary>
/// What was accepted once must be readable for ever, with the same digest. A file here is written once and not edited;
/// a type that changes gets a new name, and a file of its own.
/// </summary>
public sealed class Golden_events
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Supervision.Tests", "Golden");

    public static TheoryData<string> Types => [.. FactTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Are_read_and_written_to_the_byte(string name)
    {
        var golden = Golden(name);
        Assert.Equal(golden, CanonicalJson.Of(golden));

        using var document = System.Text.Json.JsonDocument.Parse(golden);
        var data = CanonicalJson.Of(document.RootElement.GetProperty("data"));
        Assert.Equal(data, FactTypes.Write(FactTypes.Read(name, data)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Keep_their_digest(string name)
    {
        var pinned = File.ReadAllLines(Path.Combine(Folder, "digests.txt"))
            .Select(line => line.Split(' '))
            .Single(words => words[1] == name)[0];
        Assert.Equal(pinned, DigestOf(Golden(name)));
    }

    [Fact]
    public void Are_there_for_every_type_and_no_other() =>
        Assert.Equal(
            FactTypes.All.Select(type => type.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder, "supervision.*.json")
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal));

    private static string DigestOf(byte[] golden)
    {
        using var document = System.Text.Json.JsonDocument.Parse(golden);
        var root = document.RootElement;
        return Convert.ToHexStringLower(CanonicalEvent.Digest(
            root.GetProperty("type").GetString()!,
            new(root.GetProperty("source").GetString()!, root.GetProperty("id").GetString()!),
            root.GetProperty("subject").GetString()!,
            root.GetProperty("time").GetDateTimeOffset(),
            CanonicalJson.Of(root.GetProperty("data"))));
    }

    private static byte[] Golden(string name) =>
        Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n'));
}
