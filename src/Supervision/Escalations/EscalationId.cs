using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Supervision.Referents;

namespace Supervision.Escalations;

/// <summary>The name of one episode of follow-up, <c>referent~number</c> from 1: <c>kvk:90000017~1</c>.</summary>
[GenerateSerializer, Immutable, Alias("escalation-id")]
public readonly record struct EscalationId(
    [property: Id(0)] ReferentId Referent, [property: Id(1)] int Episode) : IParsable<EscalationId>
{
    private const char Separator = '~';
    private const string SubjectPrefix = "escalation:";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Referent}{Separator}{Episode}");

    /// <summary>The subject under which the log holds all episodes of a referent.</summary>
    public static string SubjectOf(ReferentId referent) => SubjectPrefix + referent;

    /// <summary>Whose episodes a subject of the log is about; false for any other subject.</summary>
    public static bool TryParseSubject(string subject, out ReferentId referent)
    {
        referent = default;
        return subject.StartsWith(SubjectPrefix, StringComparison.Ordinal)
            && ReferentId.TryParse(subject[SubjectPrefix.Length..], null, out referent);
    }

    public static EscalationId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id)
            ? id
            : throw new FormatException("An escalation id is 'referent~number', the number from 1.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EscalationId result)
    {
        result = default;
        var separator = s?.LastIndexOf(Separator) ?? -1;
        if (separator < 0
            || !ReferentId.TryParse(s![..separator], provider, out var referent)
            || !int.TryParse(
                s.AsSpan(separator + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var episode)
            || episode < 1
            || s[separator + 1] == '0')
            return false;

        result = new EscalationId(referent, episode);
        return true;
    }
}
