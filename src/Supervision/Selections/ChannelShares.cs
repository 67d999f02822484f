using System.Text.Json.Serialization;

namespace Supervision.Selections;

/// <summary>How the checks of a period are divided over the channels, as parts of a whole.</summary>
public sealed record ChannelShares(int Risk, int Random, int Signal)
{
    /// <summary>Of one channel.</summary>
    public const int PartsMax = 100;

    /// <summary>Half by risk, a quarter at random, a quarter by signal.</summary>
    public static readonly ChannelShares Default = new(2, 1, 1);

    [JsonIgnore]
    public int Parts => checked(Risk + Random + Signal);

    [JsonIgnore]
    public bool IsValid => Risk is >= 0 and <= PartsMax && Random is >= 1 and <= PartsMax
        && Signal is >= 0 and <= PartsMax;

    /// <summary>Whether the part of chance is at least so many per cent.</summary>
    public bool KeepsFloor(int percent) => Random * 100 >= percent * Parts;

    /// <summary>
    /// Whole checks for each channel. What does not come out even goes to chance first, so that rounding never takes
    /// its floor away.
    /// </summary>
    public ChannelCounts Of(int capacity)
    {
        var random = CeilingOf(capacity * (long)Random, Parts);
        if (Risk + Signal == 0)
            return new ChannelCounts(0, capacity, 0);

        var risk = CeilingOf((capacity - random) * (long)Risk, Risk + Signal);
        return new ChannelCounts(risk, random, capacity - random - risk);
    }

    private static int CeilingOf(long number, int by) => (int)((number + by - 1) / by);
}

/// <summary>A number for each channel.</summary>
public sealed record ChannelCounts(int Risk, int Random, int Signal)
{
    [JsonIgnore]
    public int Total => checked(Risk + Random + Signal);
}
