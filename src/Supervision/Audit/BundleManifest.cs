using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Supervision.Access;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Audit;

/// <summary>
/// What a bundle says of itself: who asked for what, when, where the log ended then, and the digest of every file. It
/// is what the signature is over.
/// </summary>
/// <param name="Software">The version of the software that made it.</param>
/// <param name="MadeAt">By the clock of the server.</param>
/// <param name="Referents">Whose dossiers are in it.</param>
/// <param name="PartitionCount">Of the log.</param>
/// <param name="Paths">From the first event in it of a partition to the end of that partition.</param>
/// <param name="Files">Every file but the manifest and its signature.</param>
public sealed record BundleManifest(
    string Format,
    string Software,
    DateTimeOffset MadeAt,
    BundleAsked Asked,
    BundleScope Scope,
    ImmutableArray<ReferentId> Referents,
    int PartitionCount,
    ImmutableArray<BundlePath> Paths,
    ImmutableArray<BundleFile> Files)
{
    public const string FormatName = "supervision-audit-bundle/2";

    /// <summary>The version of this software.</summary>
    public static string SoftwareVersion { get; } = typeof(BundleManifest).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, BundleShapes.Manifest);

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static BundleManifest Read(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && JsonSerializer.Deserialize(json, BundleShapes.Manifest) is { } manifest
            && !manifest.Referents.IsDefault && !manifest.Paths.IsDefault && !manifest.Files.IsDefault
            ? manifest
            : throw new JsonException("Not a manifest.");
}

/// <summary>Who asked, in which roles, and what for.</summary>
/// <param name="Actor">The id, never a name.</param>
public sealed record BundleAsked(string Actor, ActorKind Kind, ImmutableArray<Role> Roles, ReadingPurpose Purpose);

/// <summary>What a bundle is about: one referent, one case of it, or what was recorded and told in a period.</summary>
/// <param name="Until">The first moment that is not in it.</param>
public sealed record BundleScope(
    ReferentId? Referent = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    string? Escalation = null)
{
    /// <summary>The moment of the closing score of each dossier: the last of the period, or when it was made.</summary>
    internal DateTimeOffset ClosesAt(DateTimeOffset madeAt) => Until?.AddTicks(-1) ?? madeAt;
}

/// <summary>A stretch of the chain of one partition, up to its end.</summary>
/// <param name="First">The offset of the first step.</param>
/// <param name="Before">The link before it, in hexadecimal.</param>
/// <param name="Last">The last offset of the partition when the bundle was made.</param>
/// <param name="Link">The link there.</param>
public sealed record BundlePath(int Partition, long First, string Before, long Last, string Link)
{
    [JsonIgnore]
    public string FileName => BundleFiles.ChainOf(Partition);
}

/// <summary>One file of a bundle.</summary>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record BundleFile(string Name, long Bytes, string Sha256);

/// <summary>How what is in a bundle is written as JSON: one way only.</summary>
internal static class BundleShapes
{
    private static readonly JsonSerializerOptions Canonical =
        FactJsonOptions.CanonicalOf(BundleJson.Default.Options, BundleJson.Default);

    public static JsonTypeInfo<BundleManifest> Manifest { get; } = Of<BundleManifest>();

    public static JsonTypeInfo<BundleSignature> Signature { get; } = Of<BundleSignature>();

    public static JsonTypeInfo<Explanation> Explanation { get; } = Of<Explanation>();

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Canonical.GetTypeInfo(typeof(T));
}

/// <summary>The shapes, made at build.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(BundleSignature))]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class BundleJson : JsonSerializerContext;
