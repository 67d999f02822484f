using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Supervision.Referents;

namespace Supervision.Escalations.SecondReadings;

/// <summary>
/// Which share of judged cases is judged again. Whether a case is drawn follows from the seed and its id alone, so that
/// anybody who has the seed can draw again, and nobody who has not can foresee it.
/// </summary>
/// <param name="Number">Of the plans that there have been, from 1.</param>
/// <param name="Share">From 0 to 1.</param>
/// <param name="By">Who set it; null for the plan that there is before anybody sets one.</param>
[GenerateSerializer, Immutable, Alias("second-reading-plan")]
public sealed record SecondReadingPlan(
    [property: Id(0)] int Number,
    [property: Id(1)] decimal Share,
    [property: Id(2)] string Seed,
    [property: Id(3)] string? By,
    [property: Id(4)] DateTimeOffset Since)
{
    public const int SeedLengthMax = 64;
    public const int DecimalsMax = 4;

    private const decimal Range = 18_446_744_073_709_551_616m; // 2^64

    /// <summary>Whether this case is one of the share.</summary>
    /// <remarks>The first eight bytes of SHA-256 over the seed, a line feed and the id, as a part of 2^64.</remarks>
    public bool Draws(EscalationId id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}\n{id}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) < Share * Range;
    }

    /// <summary>The draw for cases of a referent.</summary>
    public SecondReadingDraw For(ReferentId referent) => new(this, referent);

    /// <summary>Why there cannot be such a plan; null when there can.</summary>
    public static Refusal? Wrong(decimal share, string seed)
    {
        if (share is < 0 or > 1 || decimal.Round(share, DecimalsMax) != share)
            return new Refusal("share-invalid", $"A share from 0 to 1 with at most {DecimalsMax} decimals.", "/share");

        return seed.Length is 0 or > SeedLengthMax || !seed.All(char.IsAsciiLetterOrDigit)
            ? new Refusal("seed-invalid", $"1 to {SeedLengthMax} letters and digits.", "/seed")
            : null;
    }
}

/// <summary>A plan, and the referent whose cases it draws.</summary>
public sealed record SecondReadingDraw(SecondReadingPlan Plan, ReferentId Referent)
{
    public bool Draws(int episode) => Plan.Draws(new EscalationId(Referent, episode));
}
