using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Proxies;

/// <summary>Whether an association is stronger than dealing the labels out by chance would make it.</summary>
/// <remarks>
/// <code>
/// p = (1 + #{ T* ≥ T }) / (1 + B)
/// </code>
/// T: the association seen; T*: that of B tables with the same margins, B ≥ 99. Large T must mean strong association.
/// Source: Phipson, B. and Smyth, G. K. (2010), "Permutation p-values should never be zero", Statistical Applications
/// in Genetics and Molecular Biology 9(1), 39. Undefined when the association is. The smallest p is 1/(1 + B): ask for
/// enough when many tests are corrected for.
/// </remarks>
public static class PermutationTest
{
    public static Answer<TestResult> Of(
        long[,] table, Func<long[,], Answer<double>> association, int permutations, ulong seed)
    {
        Limits.Permutations(permutations);
        var seen = association(table);
        if (seen.Value is not { } observed)
            return seen.Lack!.Value;

        var rows = new long[table.GetLength(0)];
        var columns = new long[table.GetLength(1)];
        var n = ChiSquareTest.Margins(table, rows, columns);
        var tie = Math.Abs(observed) * 1e-12;
        var asStrong = 0;
        Parallel.For(
            0,
            permutations,
            () => (Table: new long[rows.Length, columns.Length], Strong: 0),
            (part, _, own) =>
            {
                var chance = Chance.For(seed, (ulong)part);
                TableDraw.Fill(own.Table, rows, columns, ref chance);
                return association(own.Table).Value >= observed - tie ? (own.Table, own.Strong + 1) : own;
            },
            own => Interlocked.Add(ref asStrong, own.Strong));
        return new TestResult(observed, (1.0 + asStrong) / (1.0 + permutations), Alternative.Greater, n);
    }
}
