namespace Supervision.Assurance.Tallies;

/// <summary>
/// Two groups by two outcomes: A events of the first group, B its others, C events of the second, D its others.
/// </summary>
public readonly record struct FourfoldTable
{
    public FourfoldTable(long a, long b, long c, long d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        (A, B, C, D) = (a, b, c, d);
    }

    public long A { get; }

    public long B { get; }

    public long C { get; }

    public long D { get; }

    public long Count => A + B + C + D;

    /// <summary>
    /// The smallest number that a cell would hold if outcome did not depend on group; 0 without cases.
    /// </summary>
    public double SmallestExpected =>
        Count == 0 ? 0 : (double)Math.Min(A + B, C + D) * Math.Min(A + C, B + D) / Count;

    public FourfoldTable Merge(FourfoldTable other) => new(A + other.A, B + other.B, C + other.C, D + other.D);
}
