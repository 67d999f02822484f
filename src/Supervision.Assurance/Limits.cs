namespace Supervision.Assurance;

/// <summary>What can grow, and how far: a caller's mistake ends in a sentence, not in hours or a full memory.</summary>
public static class Limits
{
    public const int BootstrapRoundsLeast = 100;
    public const int BootstrapRoundsMax = 20_000;
    public const int PermutationsLeast = 99;
    public const int PermutationsMax = 100_000;
    public const int CellsMax = 2_000_000;
    public const long ExactTablesMax = 10_000_000;
    public const int LevelsMax = 100;
    public const int GatesMax = 200;
    public const int ScanClustersMax = 100;

    internal static void Rounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, BootstrapRoundsLeast);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, BootstrapRoundsMax);
    }

    internal static void Permutations(int permutations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, PermutationsLeast);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permutations, PermutationsMax);
    }

    internal static void Part(long part, long whole, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole, name);
    }
}
