using System.Collections.Immutable;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Access.Keys;

/// <summary>What a key is made for: whose it is, what it may, and for how long.</summary>
public sealed record KeyTerms(string Name, ImmutableArray<Role> Roles, KeyScope Scope, int Days)
{
    /// <summary>The longest life of a secret; a rotation gives a new one.</summary>
    public const int DaysMax = 366;

    /// <summary>The longest that an old secret holds beside the new one, in hours.</summary>
    public const int OldHoursMax = 30 * 24;

    /// <summary>Keys that are neither revoked nor expired, together.</summary>
    public const int KeysMax = 1_000;

    /// <summary>Why a certificate that was registered once is not again: its revocation is for good.</summary>
    public static readonly Refusal CertificateKnown = new(
        "certificate-known", "This certificate was registered before; a renewed one has another fingerprint.",
        "/certificate");

    private static readonly Refusal OfCertificate = new(
        "key-of-certificate", "A certificate has no secret. Register the next one beside it, then revoke this.");

    /// <summary>Everything in these terms that means nothing, by the members of the request.</summary>
    public ImmutableArray<Refusal> Malformed() =>
    [
        .. WrongWithName(), .. WrongWithRoles(), .. WrongWithPatterns(Scope.Sources, "/sources"),
        .. WrongWithPatterns(Scope.Types, "/types"), .. WrongWithTypes(),
    ];

    /// <summary>Why no key is made on terms that are well formed; null when one can be.</summary>
    public Refusal? Check() => SeparationOfDuties.Check(ActorKind.Service, Roles) is { } together
        ? together with { Pointer = "/roles" }
        : null;

    /// <summary>The key on these terms, and the text of it, which is kept nowhere.</summary>
    public (ApiKey Key, string Text) Make(DateTimeOffset now, string by)
    {
        var id = KeyText.NewId();
        var (text, hash) = KeyText.New(id);
        return (new ApiKey(id, Name, Roles, Scope, new KeySecret(hash, now.AddDays(Days)), null, now, by, null), text);
    }

    /// <summary>The key on these terms for whoever connects with a certificate.</summary>
    public ApiKey Bind(string fingerprint, DateTimeOffset now, string by) => new(
        Fingerprint.IdOf(fingerprint), Name, Roles, Scope, new KeySecret(fingerprint, now.AddDays(Days)), null, now, by,
        null);

    /// <summary>Why the key gets no new secret; null when it can.</summary>
    public static Refusal? CheckRotation(ApiKey key) => key.Certificate is null ? null : OfCertificate;

    /// <summary>The key with a new secret; the one that it had holds a while longer, never past its own term.</summary>
    public static (ApiKey Key, string Text) Rotate(ApiKey key, DateTimeOffset now, int days, int oldHours)
    {
        var (text, hash) = KeyText.New(key.Id);
        var end = now.AddHours(oldHours);
        var old = key.Secret with { Until = end < key.Secret.Until ? end : key.Secret.Until };
        return (key with { Secret = new KeySecret(hash, now.AddDays(days)), Old = old }, text);
    }

    private IEnumerable<Refusal> WrongWithName()
    {
        if (Name.Length is 0 or > Actor.NameLengthMax || string.IsNullOrWhiteSpace(Name) || Name.Any(char.IsControl))
            yield return new Refusal(
                "malformed-name", $"Takes 1 to {Actor.NameLengthMax} characters of text.", "/name");
    }

    private IEnumerable<Refusal> WrongWithRoles()
    {
        if (Roles.IsEmpty || Roles.Distinct().Count() < Roles.Length)
            yield return new Refusal("malformed-roles", "Takes one role or more, none twice.", "/roles");
    }

    private static IEnumerable<Refusal> WrongWithPatterns(ImmutableArray<string> patterns, string pointer)
    {
        if (patterns.Length > KeyScope.PatternsMax)
            yield return new Refusal("too-long", $"Takes at most {KeyScope.PatternsMax} patterns.", pointer);

        for (var i = 0; i < patterns.Length; i++)
        {
            if (!IsPattern(patterns[i]))
                yield return new Refusal(
                    "malformed-pattern",
                    "Takes printable ASCII without a space, exactly or as a beginning with one * at the end.",
                    $"{pointer}/{i}");
        }
    }

    private static bool IsPattern(string pattern) =>
        pattern.Length is > 0 and <= EventLimits.KeyLengthMax && pattern.All(letter => letter is > ' ' and <= '~')
        && (pattern.IndexOf('*') is var star && (star < 0 || star == pattern.Length - 1));

    // A pattern that no type fits is a slip of the pen, and would be found out much later.
    private IEnumerable<Refusal> WrongWithTypes()
    {
        for (var i = 0; i < Scope.Types.Length; i++)
        {
            var pattern = Scope.Types[i];
            if (IsPattern(pattern) && !FactTypes.All.Any(type => pattern is [.. var start, '*']
                    ? type.Name.StartsWith(start, StringComparison.Ordinal)
                    : type.Name == pattern))
                yield return new Refusal("unknown-type", "There is no type of event that this fits.", $"/types/{i}");
        }
    }
}
