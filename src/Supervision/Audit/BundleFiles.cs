using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>The files of a bundle: a closed list of names, and how large each may be.</summary>
public static partial class BundleFiles
{
    /// <summary>Of the archive as it is stored.</summary>
    public const long ArchiveBytesMax = uint.MaxValue - 1L;

    /// <summary>Manifest, signature, events, scores, a case file twice, a chain a partition, and the models.</summary>
    public const int CountMax = 6 + Partitions.CountMax + ModelsMax;

    public const int ModelsMax = 1_000;

    /// <summary>One event, or one score with its explanation.</summary>
    public const int LineBytesMax = 8 * 1024 * 1024;

    internal const string Manifest = "manifest.json";
    internal const string Signature = "signature.json";
    internal const string Events = "events.ndjson";
    internal const string Scores = "scores.ndjson";
    internal const string CaseFile = "case/case-file.json";
    internal const string CasePage = "case/case-file.html";

    /// <summary>Bytes of one step of a chain: its digest, and the ticks at which it was recorded, big-endian.</summary>
    internal const int StepBytes = HashChain.LinkLength + sizeof(long);

    internal static string ChainOf(int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"chain/{partition:0000}.bin");

    /// <param name="hash">As the identity of a model has it: <c>sha256:</c> and hexadecimal.</param>
    internal static string ModelOf(string hash) => $"models/{hash[^64..]}.json";

    /// <summary>How large a file of that name may be; null when no bundle has one.</summary>
    internal static long? BytesMaxOf(string name) => name switch
    {
        Manifest => 16 * 1024 * 1024,
        Signature => 64 * 1024,
        Events => 512L * 1024 * 1024,
        Scores => 1024 * 1024 * 1024,
        CaseFile or CasePage => 256 * 1024 * 1024,
        _ when ChainName().IsMatch(name) => 50_000_000L * StepBytes,
        _ when ModelName().IsMatch(name) => RiskModel.LengthMax,
        _ => null,
    };

    /// <summary>The hash that a model has by its name.</summary>
    internal static bool TryModelHash(string name, [NotNullWhen(true)] out string? hash)
    {
        hash = ModelName().Match(name) is { Success: true } match ? "sha256:" + match.Groups["hash"].Value : null;
        return hash is not null;
    }

    [GeneratedRegex("^chain/[0-9]{4}\\.bin\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChainName();

    [GeneratedRegex("^models/(?<hash>[0-9a-f]{64})\\.json\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelName();
}
