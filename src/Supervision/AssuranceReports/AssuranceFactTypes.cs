using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.AssuranceReports;

/// <summary>The closed set of facts about assurance: their names, their canonical JSON, their way to the log.</summary>
public static class AssuranceFactTypes
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "assurance:*";

    private const string Source = "urn:supervision:assurance";

    private static readonly JsonSerializerOptions Canonical =
        FactJsonOptions.CanonicalOf(AssuranceFactJson.Default.Options, AssuranceFactJson.Default);

    private static readonly FactSet<AssuranceFact> Kinds = new(
    [
        Of<ReportAsked>("report-asked"),
        Of<ReportMade>("report-made"),
        Of<ReportFailed>("report-failed"),
        Of<GatesLaidDown>("gates-laid-down"),
        Of<ScheduleLaidDown>("schedule-laid-down"),
    ]);

    public static ImmutableArray<string> Names { get; } = Kinds.Names;

    public static string NameOf(AssuranceFact fact) => Kinds.NameOf(fact.GetType());

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public static byte[] Write(AssuranceFact fact) => Kinds.Write(fact);

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static AssuranceFact Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    /// <param name="version">How many facts the log has under the subject.</param>
    public static NewEvent ToEvent(AssuranceFact fact, long version, DateTimeOffset now, int partitionCount)
    {
        var (type, kept) = (NameOf(fact), Rfc3339.Kept(now));
        var key = new EventKey(Source, (version + 1).ToString(CultureInfo.InvariantCulture));
        var data = Write(fact);
        return new NewEvent(
            Subject, Partitions.Of(Subject, partitionCount), key, type, kept, data,
            CanonicalEvent.Digest(type, key, Subject, kept, data));
    }

    private static FactKind Of<TFact>(string name)
        where TFact : AssuranceFact =>
        FactKind.Of<TFact>($"supervision.assurance.{name}.v1", Canonical);
}

/// <summary>How facts about assurance are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReportAsked))]
[JsonSerializable(typeof(ReportMade))]
[JsonSerializable(typeof(ReportFailed))]
[JsonSerializable(typeof(GatesLaidDown))]
[JsonSerializable(typeof(ScheduleLaidDown))]
internal sealed partial class AssuranceFactJson : JsonSerializerContext;
