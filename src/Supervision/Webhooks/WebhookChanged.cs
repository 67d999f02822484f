using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Access.Changes;
using Supervision.Log;

namespace Supervision.Webhooks;

/// <summary>
/// What is told to whom was changed: on the log before it is done, beside the other changes of access. Never holds a
/// secret.
/// </summary>
/// <param name="By">The id of the administrator.</param>
/// <param name="Url">Of one that was made.</param>
/// <param name="Matters">Likewise.</param>
/// <param name="NotDone">It turned out that it could not be done; a record of the same before says what.</param>
public sealed record WebhookChanged(
    AccessChange Change,
    string By,
    string Webhook,
    string? Url = null,
    ImmutableArray<WebhookMatter>? Matters = null,
    bool? NotDone = null)
{
    public const string TypeName = "supervision.webhook.changed.v1";

    private const string Source = "urn:supervision:webhooks";

    private static readonly JsonTypeInfo<WebhookChanged> Json = OwnRecords.Canonical<WebhookChanged>(
        WebhookChangedJson.Default.Options, WebhookChangedJson.Default);

    public static string SubjectOf(string webhook) => $"{AccessChanged.SubjectPrefix}webhook:{webhook}";

    /// <summary>The record on its way to the log; the same id again is the same record.</summary>
    public NewEvent ToEvent(string id, DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, Json, TypeName, Source, SubjectOf(Webhook), SubjectOf(Webhook), id, at, partitionCount);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out WebhookChanged? changed) =>
        OwnRecords.TryRead(logged, TypeName, Json, out changed);
}

/// <summary>How a change is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WebhookChanged))]
internal sealed partial class WebhookChangedJson : JsonSerializerContext;
