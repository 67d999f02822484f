using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Supervision.Sql.Postgres;

/// <summary>One numbered script of this program, and what it is known by once it was applied.</summary>
internal sealed partial record MigrationScript(int Number, string Name, string Text)
{
    private const string Folder = "postgres/";

    /// <summary>All scripts, in the order in which they are applied.</summary>
    public static IReadOnlyList<MigrationScript> All { get; } = [.. typeof(MigrationScript).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(Read)
        .OrderBy(script => script.Number)];

    /// <summary>SHA-256 of the text, with the line ends of no system in particular.</summary>
    public byte[] Checksum { get; } =
        SHA256.HashData(Encoding.UTF8.GetBytes(Text.Replace("\r\n", "\n", StringComparison.Ordinal)));

    /// <summary>The tables that are there once these scripts were applied.</summary>
    public static IReadOnlyCollection<string> TablesAfter(IEnumerable<MigrationScript> scripts)
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var script in scripts)
        {
            tables.UnionWith(CreateTable().Matches(script.Text).Select(Name));
            tables.ExceptWith(DropTable().Matches(script.Text).Select(Name));
        }

        return tables;

        static string Name(Match match) => match.Groups["name"].Value.ToLowerInvariant();
    }

    private static MigrationScript Read(string resource)
    {
        using var stream = typeof(MigrationScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The migration {resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var name = resource[Folder.Length..];
        return new MigrationScript(
            int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    [GeneratedRegex(@"^\s*CREATE\s+(UNLOGGED\s+)?TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^\s*DROP\s+TABLE\s+(IF\s+EXISTS\s+)?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex DropTable();
}
