using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Gateway.Imports;

/// <summary>
/// Numbers the rows that share a natural key: equal content is the same row again, other content the next of the
/// name. So ids do not depend on how often a file was read, and no row is lost to another.
/// </summary>
/// <remarks>Keeps about 60 bytes for every key: the one thing of an import that grows with the file.</remarks>
internal sealed class Occurrences
{
    /// <summary>Different keys in one file; more would be split over several files.</summary>
    public const int KeysMax = 20_000_000;

    private readonly Dictionary<UInt128, ulong> _first = [];
    private readonly Dictionary<UInt128, List<ulong>> _more = [];

    /// <summary>Which of the rows with this key it is, from 1.</summary>
    /// <exception cref="ImportRefusedException">The file has more keys than one import takes.</exception>
    public int Of(string key, string[] fields)
    {
        var name = HashOf(key);
        var content = (ulong)(HashOf(string.Join('\u001f', fields)) & ulong.MaxValue);
        if (_first.TryAdd(name, content))
        {
            return _first.Count <= KeysMax
                ? 1
                : throw new ImportRefusedException(
                    [new Refusal("too-many-keys", $"A file may hold at most {KeysMax} different keys.", "")]);
        }

        if (_first[name] == content)
            return 1;

        if (!_more.TryGetValue(name, out var others))
            _more[name] = others = [];

        var place = others.IndexOf(content);
        if (place < 0)
        {
            place = others.Count;
            others.Add(content);
        }

        return place + 2;
    }

    public static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
