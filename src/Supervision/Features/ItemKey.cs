using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Supervision.Features;

/// <summary>
/// The key of an item within one referent: the first eight bytes of SHA-256 over its kind and id. With the most items
/// that a referent may have, the chance that two share a key is below one in ten thousand million.
/// </summary>
internal static class ItemKey
{
    private const int TextLengthMax = 1024;

    public static ulong OfApplication(string id) => Of('a', id);

    public static ulong OfStay(string id) => Of('s', id);

    public static ulong OfRequest(string id) => Of('r', id);

    public static ulong OfMeasure(string id) => Of('m', id);

    public static ulong OfObjection(string id) => Of('o', id);

    public static ulong OfEvent(Log.EventKey key) => Of('e', key.Source.Length + ":" + key.Source + key.EventId);

    private static ulong Of(char kind, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[TextLengthMax];
        text[0] = (byte)kind;
        if (Utf8.FromUtf16(id, text[1..], out _, out var written) == System.Buffers.OperationStatus.Done)
            SHA256.HashData(text[..(written + 1)], hash);
        else
            SHA256.HashData(Encoding.UTF8.GetBytes(kind + id), hash);

        // Zero stands for "none".
        return Math.Max(BinaryPrimitives.ReadUInt64BigEndian(hash), 1);
    }
}
