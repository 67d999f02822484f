using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Vault;

/// <summary>
/// The vault was used: by whom, what for, on which attribute and on how many. On the log before it is done; never a
/// label and never a referent.
/// </summary>
/// <param name="By">The id of the actor.</param>
/// <param name="Purpose">In the words of whoever used it.</param>
/// <param name="Count">Rows of a table that was brought in, or cases of a report.</param>
/// <param name="Report">The report that labels were joined in; null otherwise.</param>
public sealed record VaultUsed(
    VaultUse Use, string By, string Purpose, string Attribute, long Count, string? Report = null)
{
    public const string TypeName = "supervision.vault.used.v1";

    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "vault:*";

    public const int PurposeLengthMax = 1_000;

    private const string Source = "urn:supervision:vault";

    private static readonly JsonTypeInfo<VaultUsed> Json = OwnRecords.Canonical<VaultUsed>(
        VaultUsedJson.Default.Options, VaultUsedJson.Default);

    /// <summary>The record on its way to the log; the same id again is the same record.</summary>
    public NewEvent ToEvent(string id, DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, Json, TypeName, Source, Subject, Subject, id, at, partitionCount);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out VaultUsed? used) =>
        OwnRecords.TryRead(logged, TypeName, Json, out used);
}

/// <summary>What was done with the vault.</summary>
[JsonConverter(typeof(ClosedList<VaultUse>))]
public enum VaultUse
{
    /// <summary>Labels were brought in or taken away.</summary>
    Imported,

    /// <summary>Labels were joined with cases in a report.</summary>
    Joined,
}

/// <summary>How a use is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(VaultUsed))]
internal sealed partial class VaultUsedJson : JsonSerializerContext;
