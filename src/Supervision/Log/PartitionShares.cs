using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>
/// Who of several holders has which partition: the same answer wherever it is computed, even shares, and few moves
/// when a holder comes or goes.
/// </summary>
public static class PartitionShares
{
    /// <summary>
    /// For each partition its holder. A partition goes to the holder with the highest weight for it (its rendezvous)
    /// that has room; there is room for the partitions divided by the holders, rounded up.
    /// </summary>
    /// <param name="holders">In any order, each once, at least one.</param>
    public static ImmutableArray<T> Of<T>(int partitionCount, IEnumerable<T> holders, Func<T, string> nameOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        var sorted = holders.OrderBy(nameOf, StringComparer.Ordinal).ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(holders));

        ulong[] numbers = [.. sorted.Select(holder => NumberOf(nameOf(holder)))];
        var room = new int[sorted.Length];
        Array.Fill(room, (partitionCount + sorted.Length - 1) / sorted.Length);
        var shares = ImmutableArray.CreateBuilder<T>(partitionCount);
        for (var partition = 0; partition < partitionCount; partition++)
        {
            var best = Best(partition, numbers, room);
            room[best]--;
            shares.Add(sorted[best]);
        }

        return shares.MoveToImmutable();
    }

    private static int Best(int partition, ulong[] numbers, int[] room)
    {
        var (best, weight) = (-1, 0UL);
        for (var holder = 0; holder < numbers.Length; holder++)
        {
            if (room[holder] == 0)
                continue;

            var own = Mix(numbers[holder] ^ Mix((ulong)partition + 1));
            if (best < 0 || own > weight)
                (best, weight) = (holder, own);
        }

        return best;
    }

    /// <summary>FNV-1a over the UTF-16 units: a text as a number, the same on every machine.</summary>
    private static ulong NumberOf(string name)
    {
        unchecked
        {
            var number = 0xCBF29CE484222325UL;
            foreach (var unit in name)
                number = (number ^ unit) * 0x100000001B3UL;
            return number;
        }
    }

    /// <summary>The finishing steps of SplitMix64: every bit in moves every bit out.</summary>
    private static ulong Mix(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15UL;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9UL;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EBUL;
            return number ^ (number >> 31);
        }
    }
}
