using System.Text.RegularExpressions;

namespace Supervision.Tests;

/// <summary>The rules of the house that a compiler does not know.</summary>
public sealed partial class Tidy
{
    private const int LinesMax = 400;
    private const int LineLengthMax = 120;

    private static readonly string[] BannedSuffixes =
        ["Manager", "Helper", "Util", "Utils", "Service", "Handler", "Processor", "Dto", "Info", "Base", "Impl"];

    /// <summary>Names that others chose and we must carry, each with the reason.</summary>
    private static readonly string[] CarriedNames =
    [
        "ProblemExceptionHandler", // ASP.NET Core calls its interface IExceptionHandler.
    ];

    [Fact]
    public void No_file_is_longer_than_the_wall() =>
        AssertNone(Sources().Where(file => file.Lines.Length > LinesMax)
            .Select(file => $"{file.Name}: {file.Lines.Length} lines, at most {LinesMax}"));

    [Fact]
    public void No_line_is_longer_than_the_rule() =>
        AssertNone(Lines().Where(line => line.Text.Length > LineLengthMax)
            .Select(line => $"{line.Place}: {line.Text.Length} characters, at most {LineLengthMax}"));

    [Fact]
    public void Nothing_is_left_to_do_later() =>
        AssertNone(Lines().Where(line => LaterWords().IsMatch(line.Text)).Select(line => line.Place));

    [Fact]
    public void No_regions() =>
        AssertNone(Lines().Where(line => line.Text.TrimStart().StartsWith("#" + "region", StringComparison.Ordinal))
            .Select(line => line.Place));

    [Fact]
    public void Every_message_of_the_log_has_a_number_of_its_own() =>
        AssertNone(Sources()
            .SelectMany(file => LogNumber().Matches(string.Join('\n', file.Lines))
                .Select(match => (match.Groups["number"].Value, file.Name)))
            .GroupBy(found => found.Value)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(found => found.Name))}"));

    [Fact]
    public void No_error_is_swallowed() =>
        AssertNone(Sources().Where(file => EmptyCatch().IsMatch(string.Join('\n', file.Lines)))
            .Select(file => file.Name));

    [Fact]
    public void A_name_says_what_a_thing_is_and_not_that_it_manages() =>
        AssertNone(Lines()
            .Select(line => (line.Place, Type: TypeDeclaration().Match(line.Text).Groups["name"].Value))
            .Where(line => !CarriedNames.Contains(line.Type)
                && BannedSuffixes.Any(suffix => line.Type.EndsWith(suffix, StringComparison.Ordinal)))
            .Select(line => $"{line.Place}: {line.Type}"));

    [Fact]
    public void A_file_is_named_after_what_it_holds() =>
        AssertNone(Sources().Where(file => file.Name.StartsWith("src", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file.Name) != "Program.cs")
            .Where(file =>
            {
                var name = Path.GetFileNameWithoutExtension(file.Name).Split('.')[0];
                var types = file.Lines.Select(line => TypeDeclaration().Match(line).Groups["name"].Value)
                    .Where(type => type.Length > 0).ToArray();
                return types.Length == 1 && types[0] != name;
            })
            .Select(file => file.Name));

    [Fact]
    public void Every_public_type_is_documented() =>
        AssertNone(Sources().Where(file => file.Name.StartsWith("src", StringComparison.Ordinal))
            .SelectMany(file => file.Lines
                .Select((text, index) => (text, index))
                .Where(line => PublicType().IsMatch(line.text) && !IsDocumented(file.Lines, line.index))
                .Select(line => $"{file.Name}:{line.index + 1}")));

    [Fact]
    public void Every_link_in_the_documents_leads_somewhere() =>
        AssertNone(Repository.Files("*.md").SelectMany(file =>
            MarkdownLink().Matches(File.ReadAllText(file))
                .Select(match => match.Groups["target"].Value.Split('#')[0])
                .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)))
                .Select(target => $"{Repository.Name(file)}: {target}")));

    private static bool IsDocumented(string[] lines, int index)
    {
        // Enums are closed lists whose words speak for themselves.
        if (lines[index].Contains(" enum ", StringComparison.Ordinal))
            return true;

        var above = index - 1;
        while (above >= 0 && (lines[above].TrimStart().StartsWith('[') || lines[above].Trim().EndsWith(']')))
            above--;

        return above >= 0 && lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string[] Lines)> Sources() =>
        Repository.Files("*.cs").Select(file => (Repository.Name(file), File.ReadAllLines(file)));

    private static IEnumerable<(string Place, string Text)> Lines() =>
        Sources().SelectMany(file => file.Lines.Select((text, index) => ($"{file.Name}:{index + 1}", text)));

    private static void AssertNone(IEnumerable<string> offences)
    {
        var found = offences.Take(50).ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"LoggerMessage\(\s*(?<number>\d+)")]
    private static partial Regex LogNumber();

    [GeneratedRegex(@"\b(TO" + "DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex LaterWords();

    [GeneratedRegex(@"catch(\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^\s*(public|internal|file)?\s*((sealed|static|abstract|readonly|partial|ref)\s+)*"
        + @"(class|record struct|record|struct|interface|enum)\s+(?<name>[A-Za-z0-9_]+)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s*public\s+((sealed|static|abstract|readonly|partial|ref)\s+)*"
        + @"(class|record struct|record|struct|interface|enum)\s")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}
