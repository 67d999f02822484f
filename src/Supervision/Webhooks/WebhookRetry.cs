using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Webhooks;

/// <summary>When something that did not arrive is tried again, and when no more.</summary>
/// <param name="DelayMin">After the first try; each one after it doubles the delay.</param>
/// <param name="DelayMax">The longest delay.</param>
/// <param name="TriesMax">After as many it is given up.</param>
public sealed record WebhookRetry(TimeSpan DelayMin, TimeSpan DelayMax, int TriesMax)
{
    // Beyond this the delay is the longest anyway, and a shift would overflow.
    private const int DoublingsMax = 30;

    /// <summary>The moment of the next try; null when there is none.</summary>
    /// <param name="tries">How often it was tried, from 1.</param>
    /// <param name="chance">
    /// From 0 up to 1: up to half of the delay is left off by it, so that what failed together does not come together.
    /// </param>
    /// <param name="quiet">How long the receiver asks to be left alone: no sooner than that.</param>
    public DateTimeOffset? Next(int tries, DateTimeOffset now, double chance, TimeSpan quiet)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        if (tries >= TriesMax)
            return null;

        var doublings = Math.Min(tries - 1, DoublingsMax);
        var full = Math.Min(DelayMin.TotalSeconds * (1L << doublings), DelayMax.TotalSeconds);
        var delay = TimeSpan.FromSeconds(full * (1 - (chance / 2)));
        return now + (delay > Granted(quiet) ? delay : Granted(quiet));
    }

    /// <summary>How long a receiver that asks for it is left alone: as long as any delay may be, no longer.</summary>
    public TimeSpan Granted(TimeSpan quiet) => quiet < DelayMax ? quiet : DelayMax;

    /// <summary>A chance that is the same for the same try of the same message, on every machine.</summary>
    public static double ChanceOf(string eventId, int tries)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{eventId}/{tries}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(digest) / (uint.MaxValue + 1.0);
    }
}
