using System.Globalization;
using System.Text.Json.Serialization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Escalations.SecondReadings;

/// <summary>Facts about plans for second readings: their name, their JSON, and their way to the log.</summary>
public static class SecondReadingFacts
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "second-readings:*";

    public const string Planned = "supervision.second-readings.planned.v1";

    private const string Source = "urn:supervision:second-readings";

    private static readonly FactSet<SecondReadingsPlanned> Kinds = new(
    [
        FactKind.Of<SecondReadingsPlanned>(
            Planned, FactJsonOptions.CanonicalOf(SecondReadingJson.Default.Options, SecondReadingJson.Default)),
    ]);

    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static SecondReadingsPlanned Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    public static byte[] Write(SecondReadingsPlanned planned) => Kinds.Write(planned);

    /// <param name="version">How many facts the log has under the subject.</param>
    public static NewEvent ToEvent(SecondReadingsPlanned planned, long version, DateTimeOffset now, int partition)
    {
        var key = new EventKey(Source, (version + 1).ToString(CultureInfo.InvariantCulture));
        var data = Write(planned);
        return new NewEvent(
            Subject, partition, key, Planned, now, data, CanonicalEvent.Digest(Planned, key, Subject, now, data));
    }
}

/// <summary>How facts about plans for second readings are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SecondReadingsPlanned))]
internal sealed partial class SecondReadingJson : JsonSerializerContext;
