namespace Supervision.Assurance.Power;

/// <summary>Bounds that proportions, levels and powers share.</summary>
internal static class Shares
{
    public static void Check(double share, string name)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, "A proportion lies between 0 and 1.");
    }

    public static void CheckOpen(double share, string name)
    {
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(name, share, "It lies between 0 and 1, and is neither.");
    }
}
