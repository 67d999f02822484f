using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Selections;

/// <summary>SHA-256 of what went into a draw and what came out, in the order of ids, a line for each.</summary>
/// <param name="Population">Of id, stratum, points and day of the oldest waiting signal.</param>
/// <param name="Chances">Of id and the three fractions: risk, random, signal.</param>
/// <param name="List">Of the ids that were drawn, with the channels that drew them.</param>
public sealed record DrawHashes(string Population, string Chances, string List)
{
    /// <param name="members">In the order of ids.</param>
    public static DrawHashes Of(IEnumerable<DrawnMember> members)
    {
        using var population = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var chances = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var list = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var drawn in members)
        {
            var member = drawn.Member;
            Add(
                population,
                $"{member.Referent}\t{member.Stratum}\t{member.Points}\t{member.WaitingSince:yyyy-MM-dd}\n");
            Add(chances, $"{member.Referent}\t{Text(drawn.Risk)}\t{Text(drawn.Random)}\t{Text(drawn.Signal)}\n");
            if (drawn.By != DrawnBy.Nothing)
                Add(list, $"{member.Referent}\t{(int)drawn.By}\n");
        }

        return new DrawHashes(End(population), End(chances), End(list));
    }

    private static void Add(IncrementalHash hash, FormattableString line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture)));

    private static string Text(Chance chance) =>
        string.Create(CultureInfo.InvariantCulture, $"{chance.Of}/{chance.Among}");

    private static string End(IncrementalHash hash) => $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
}
