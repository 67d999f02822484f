using System.Text;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Events;

/// <summary>
/// The subjects and sources met lately, so that the same text is not checked, hashed and allocated for every event. A
/// fixed number of places, each holding the last text that fell there; safe to use from several threads, since an
/// entry never changes.
/// </summary>
internal sealed class KnownTexts(int partitionCount)
{
    private const int SubjectPlaces = 16_384;
    private const int SourcePlaces = 256;

    private readonly Entry?[] _subjects = new Entry?[SubjectPlaces];
    private readonly Entry?[] _sources = new Entry?[SourcePlaces];

    /// <summary>The subject and its partition, or null when it is no referent that events may be about.</summary>
    public Entry? Subject(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref PlaceOf(_subjects, utf8);
        if (place is { } known && utf8.SequenceEqual(known.Utf8))
            return known;

        if (utf8.Length > ReferentId.SchemeLengthMax + 1 + ReferentId.ValueLengthMax
            || !ReferentId.TryParse(Encoding.UTF8.GetString(utf8), null, out var referent)
            || IsOurs(referent) || IsPerson(referent))
            return null;

        var text = referent.ToString();
        return place = new Entry(utf8.ToArray(), text, Partitions.Of(text, partitionCount));
    }

    /// <summary>The source, or null when it is no URI reference (RFC 3986).</summary>
    public Entry? Source(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref PlaceOf(_sources, utf8);
        if (place is { } known && utf8.SequenceEqual(known.Utf8))
            return known;

        return UriReference.IsWellFormed(utf8)
            ? place = new Entry(utf8.ToArray(), Encoding.ASCII.GetString(utf8), 0)
            : null;
    }

    // What has no place as a member has none as the scheme of an id either: bsn:, passport: and the like.
    private static bool IsPerson(ReferentId referent)
    {
        var text = referent.ToString();
        return ForbiddenNames.Contains(text.AsSpan(0, text.IndexOf(':', StringComparison.Ordinal)));
    }

    private static bool IsOurs(ReferentId referent) => OwnSubjects.Has(referent.ToString());

    private static ref Entry? PlaceOf(Entry?[] places, ReadOnlySpan<byte> utf8)
    {
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        return ref places[hash.ToHashCode() & (places.Length - 1)];
    }

    /// <summary>A text that was found good.</summary>
    public sealed record Entry(byte[] Utf8, string Text, int Partition);
}
