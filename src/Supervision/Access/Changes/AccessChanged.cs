using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Access.Changes;

/// <summary>
/// What somebody or some service may was changed. It is on the log before it is done: a crash in between leaves a
/// record of what did not happen, and never something that happened without one. Never holds a secret.
/// </summary>
/// <param name="By">Who did it: the id of an actor, or a word of <see cref="AccessChangers"/>.</param>
/// <param name="Account">Whose account, as it is recorded (<c>user:j.jansen</c>); null when it is a key.</param>
/// <param name="Key">The id of the key; null when it is an account.</param>
/// <param name="Roles">Those that it has from then on.</param>
/// <param name="Sources">Of a key that was made: what it may send.</param>
/// <param name="Types">Likewise.</param>
/// <param name="Until">Until when: of a lock, a link or a secret.</param>
/// <param name="NotDone">It turned out that it could not be done; a record of the same before says what.</param>
public sealed record AccessChanged(
    AccessChange Change,
    string By,
    string? Account = null,
    string? Key = null,
    ImmutableArray<Role>? Roles = null,
    ImmutableArray<string>? Sources = null,
    ImmutableArray<string>? Types = null,
    DateTimeOffset? Until = null,
    bool? NotDone = null)
{
    public const string TypeName = "supervision.access.changed.v1";

    /// <summary>The scheme of the subjects; no referent can have it.</summary>
    public const string SubjectPrefix = "access:";

    private const string Source = "urn:supervision:access";

    private static readonly JsonTypeInfo<AccessChanged> Json = OwnRecords.Canonical<AccessChanged>(
        AccessChangedJson.Default.Options, AccessChangedJson.Default);

    [JsonIgnore]
    public string Subject => Account is null ? SubjectOfKey(Key!) : SubjectOfAccount(Account);

    public static string SubjectOfAccount(string account) => SubjectPrefix + account;

    public static string SubjectOfKey(string id) => $"{SubjectPrefix}key:{id}";

    /// <summary>The record on its way to the log; the same id again is the same record.</summary>
    public NewEvent ToEvent(string id, DateTimeOffset at, int partitionCount) => OwnRecords.ToEvent(
        this, Json, TypeName, Source, Subject, Subject, id, at, partitionCount);

    public static bool TryRead(LoggedEvent logged, [NotNullWhen(true)] out AccessChanged? changed) =>
        OwnRecords.TryRead(logged, TypeName, Json, out changed);

    /// <summary>As text, to wait where there is no log.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Json);

    public static AccessChanged FromText(string text) => JsonSerializer.Deserialize(text, Json)
        ?? throw new FormatException("Not a change of access.");
}

/// <summary>What was changed.</summary>
[JsonConverter(typeof(ClosedList<AccessChange>))]
public enum AccessChange
{
    AccountMade,

    /// <summary>A one-time link, by which a password and a second factor are chosen anew.</summary>
    LinkMade,

    /// <summary>Such a link was used: a password was chosen.</summary>
    LinkUsed,

    RolesSet,
    AccountDisabled,
    AccountEnabled,

    /// <summary>For a while, after wrong passwords or codes.</summary>
    AccountLocked,

    KeyMade,
    KeyRotated,
    KeyRevoked,

    /// <summary>Another system is told of what happens here; it and those below are of a record of their own.</summary>
    WebhookMade,

    WebhookDisabled,
    WebhookEnabled,
    WebhookRotated,
    WebhookRemoved,

    /// <summary>What was given up was ordered to go out once more.</summary>
    WebhookResent,
}

/// <summary>Who changes access when it is no actor.</summary>
public static class AccessChangers
{
    /// <summary>Whoever has the machine, by a command of the program.</summary>
    public const string CommandLine = "command-line";

    /// <summary>Whoever used the link that was printed while nobody had an account.</summary>
    public const string FirstLink = "first-link";

    /// <summary>Nobody: too many wrong tries.</summary>
    public const string SignIn = "sign-in";
}

/// <summary>How a change is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccessChanged))]
internal sealed partial class AccessChangedJson : JsonSerializerContext;
