using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Log;

namespace Supervision.Retention;

/// <summary>A run of retention began: who decided it.</summary>
/// <param name="By">The id of who ordered it, or what the configuration says of who decided.</param>
/// <param name="Day">Of a run that a server began by itself.</param>
/// <param name="Heads">
/// The last offset of each partition, in their order: whatever the run orders to erase comes after these.
/// </param>
public sealed record RetentionStarted(
    string RunId, bool IsPreview, string By, DateOnly? Day = null, ImmutableArray<long>? Heads = null)
{
    public const string TypeName = "supervision.retention.started.v1";

    public NewEvent ToEvent(DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, RetentionRecords.Started, TypeName, RetentionRecords.Source, RetentionRecords.Subject,
        RetentionRecords.Subject, $"{RunId}/started", at, partitionCount);
}

/// <summary>A run ended: the statement of what was destroyed.</summary>
/// <param name="State"><c>done</c>, <c>limit-reached</c>, <c>failed</c> or <c>broken-off</c>.</param>
/// <param name="Due">Payloads of each type that were due.</param>
/// <param name="Held">Dossiers with something due that were held, by why.</param>
public sealed record RetentionEnded(
    string RunId, string State, int Looked, int Referents, ImmutableArray<RetentionDue> Due,
    ImmutableArray<RetentionHeld> Held, int Erased, int ScoresErased)
{
    public const string TypeName = "supervision.retention.ended.v1";

    public NewEvent ToEvent(DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, RetentionRecords.Ended, TypeName, RetentionRecords.Source, RetentionRecords.Subject,
        RetentionRecords.Subject, $"{RunId}/ended", at, partitionCount);
}

/// <summary>Payloads of one type, and what they are about.</summary>
public sealed record RetentionDue(string Kind, string Type, int Count);

/// <summary>Dossiers that were held.</summary>
public sealed record RetentionHeld(string Because, int Dossiers);

/// <summary>Where runs are on the log, and how they are written.</summary>
public static class RetentionRecords
{
    /// <summary>No id of a referent, because of the star.</summary>
    public const string Subject = "retention:*";

    internal const string Source = "urn:supervision:retention-runs";

    internal static readonly JsonTypeInfo<RetentionStarted> Started = OwnRecords.Canonical<RetentionStarted>(
        RetentionRecordsJson.Default.Options, RetentionRecordsJson.Default);

    internal static readonly JsonTypeInfo<RetentionEnded> Ended = OwnRecords.Canonical<RetentionEnded>(
        RetentionRecordsJson.Default.Options, RetentionRecordsJson.Default);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out RetentionStarted? started) =>
        OwnRecords.TryRead(logged, RetentionStarted.TypeName, Started, out started);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out RetentionEnded? ended) =>
        OwnRecords.TryRead(logged, RetentionEnded.TypeName, Ended, out ended);
}

/// <summary>How runs are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RetentionStarted))]
[JsonSerializable(typeof(RetentionEnded))]
internal sealed partial class RetentionRecordsJson : JsonSerializerContext;
