using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Selections;

/// <summary>The closed set of facts about selection: names, canonical JSON, and their way to the log.</summary>
public static class SelectionFactTypes
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "selections:*";

    /// <summary>The source of every event that selection gives.</summary>
    public const string Source = "urn:supervision:selections";

    private static readonly JsonSerializerOptions Canonical =
        FactJsonOptions.CanonicalOf(SelectionFactJson.Default.Options, SelectionFactJson.Default);

    private static readonly FactSet<SelectionFact> Kinds = new(
    [
        Of<SelectionPlanned>("planned"),
        Of<SelectionConfirmed>("confirmed"),
        Of<SelectionWithdrawn>("withdrawn"),
        Of<SelectionDrawn>("drawn"),
        Of<SelectionOpened>("opened"),
        Of<RandomFloorProposed>("random-floor-proposed"),
        Of<RandomFloorChanged>("random-floor-changed"),
    ]);

    public static ImmutableArray<string> Names { get; } = Kinds.Names;

    public static string NameOf(SelectionFact fact) => Kinds.NameOf(fact.GetType());

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public static byte[] Write(SelectionFact fact) => Kinds.Write(fact);

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static SelectionFact Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    /// <param name="version">How many facts the log has under the subject.</param>
    public static NewEvent ToEvent(SelectionFact fact, long version, DateTimeOffset now, int partitionCount)
    {
        var (type, kept) = (NameOf(fact), Rfc3339.Kept(now));
        var key = new EventKey(Source, (version + 1).ToString(CultureInfo.InvariantCulture));
        var data = Write(fact);
        return new NewEvent(
            Subject, Partitions.Of(Subject, partitionCount), key, type, kept, data,
            CanonicalEvent.Digest(type, key, Subject, kept, data));
    }

    private static FactKind Of<TFact>(string name)
        where TFact : SelectionFact =>
        FactKind.Of<TFact>($"supervision.selection.{name}.v1", Canonical);
}

/// <summary>How facts about selection are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SelectionPlanned))]
[JsonSerializable(typeof(SelectionConfirmed))]
[JsonSerializable(typeof(SelectionWithdrawn))]
[JsonSerializable(typeof(SelectionDrawn))]
[JsonSerializable(typeof(SelectionOpened))]
[JsonSerializable(typeof(RandomFloorProposed))]
[JsonSerializable(typeof(RandomFloorChanged))]
internal sealed partial class SelectionFactJson : JsonSerializerContext;
