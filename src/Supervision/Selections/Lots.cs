using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Selections;

/// <summary>
/// The lot of each referent: a number that follows from the seed, the channel and the id alone, so that nothing depends
/// on an order, a machine or a database, and anybody can compute it again with nothing but SHA-256.
/// </summary>
internal sealed class Lots(string seed, Channel channel)
{
    private readonly string _start = $"{seed}\n{ClosedList<Channel>.WordFor(channel)}\n";

    /// <summary>
    /// The first sixteen bytes, big-endian, of SHA-256 over the UTF-8 text of seed, channel and id, a line each.
    /// </summary>
    public UInt128 Of(ReferentId referent)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(_start + referent), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Those with the lowest lots.</summary>
    public IEnumerable<PopulationMember> Lowest(IReadOnlyCollection<PopulationMember> among, int count) =>
        count >= among.Count
            ? among
            : among.Select(member => (Lot: Of(member.Referent), member))
                .OrderBy(drawn => drawn.Lot)
                .ThenBy(drawn => drawn.member.Referent.ToString(), StringComparer.Ordinal)
                .Take(count)
                .Select(drawn => drawn.member);
}
