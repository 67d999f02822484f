using System.Text;
using System.Text.Json;
using Supervision.Events;
using Supervision.Models;

namespace Supervision.Tests.Models;

/// <summary>
/// What was once put on the log about a model must be readable for ever. A file here is written once and not edited; a
/// fact that changes gets a new name, and a file of its own.
/// </summary>
public sealed class Golden_model_facts
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Supervision.Tests", "Golden", "Models");

    public static TheoryData<string> Names => [.. ModelFactTypes.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_read_and_written_to_the_byte(string type)
    {
        var golden = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, type + ".json")).TrimEnd('\n'));
        using var document = JsonDocument.Parse(golden);

        Assert.Equal(golden, CanonicalJson.Of(document.RootElement));
        var fact = ModelFactTypes.Read(type, golden);
        Assert.Equal(type, ModelFactTypes.NameOf(fact));
        Assert.Equal(golden, ModelFactTypes.Write(fact));
        Assert.Equal(("duties", "1.0.0"), (fact.Model, fact.Version));
    }

    [Fact]
    public void Tell_a_whole_life()
    {
        var register = ModelFactTypes.Names
            .Where(type => !type.Contains("trial", StringComparison.Ordinal))
            .Select(type => ModelFactTypes.Read(
                type, File.ReadAllBytes(Path.Combine(Folder, type + ".json")).AsSpan()))
            .Aggregate(ModelRegister.Empty, (folded, fact) => folded.Evolve(fact, A_model.Monday));

        Assert.Equal(ModelStage.Retired, register.Find(A_model.Name)!.Stage);
        Assert.Equal(11, register.Find(A_model.Name)!.History.Length);
    }
}
