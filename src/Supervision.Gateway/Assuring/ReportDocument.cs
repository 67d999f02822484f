using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Assurance;
using Supervision.Assurance.Reports;
using Supervision.Events;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// What a report says, and everything that it follows from: the same data, model, plan, seed and software give the same
/// document and so the same hash.
/// </summary>
/// <param name="Format">2, and 1 of those without what moved and what was tried. Another shape has another.</param>
/// <param name="Model">The version it is about; null of a model that is not of this register.</param>
/// <param name="Software">What computed it.</param>
public sealed record ReportDocument(
    int Format, ReportedModel? Model, ReportedData Data, ReportedPlan Plan, string Software, Report Report)
{
    public const int FormatNow = 2;

    /// <summary>This program, with the commit that it was built from where the build knew that.</summary>
    public static readonly string Program = $"supervision {typeof(Report).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";

    /// <summary>The canonical form (RFC 8785), which the hash is of.</summary>
    public string ToText() => Encoding.UTF8.GetString(CanonicalJson.Of(
        JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Default.ReportDocument)));

    /// <exception cref="FormatException">It was written by another version.</exception>
    public static ReportDocument FromText(string text) =>
        JsonSerializer.Deserialize(text, ReportJson.Default.ReportDocument) is { Format: 1 or FormatNow } document
            ? document
            : throw new FormatException("The report has another format.");

    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    public static string HashOf(ReadOnlySpan<byte> canonical) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(canonical))}";

    /// <summary>What gates go by.</summary>
    public Dictionary<string, Answer<Estimate>> Answers() => Report.Answers.ToDictionary(
        answer => answer.Question, answer => answer.Figure.ToAnswer(), StringComparer.Ordinal);
}

/// <summary>The version of a model that a report is about.</summary>
public sealed record ReportedModel(string Id, string Version, string Hash);

/// <summary>What a report is made from.</summary>
/// <param name="Kind">`table` when somebody uploaded it.</param>
/// <param name="Digest">SHA-256 of it.</param>
public sealed record ReportedData(string Kind, string Digest, long Cases, ImmutableArray<string> Columns);

/// <summary>How it was looked at.</summary>
/// <param name="Threshold">From which score on cases count as selected; null when the data say so themselves.</param>
/// <param name="Scores">`points`, `probability` or `none`.</param>
public sealed record ReportedPlan(
    decimal? Threshold,
    string Scores,
    int Rounds,
    long Seed,
    double Confidence,
    ImmutableSortedDictionary<string, string> References);

/// <summary>How a report is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
