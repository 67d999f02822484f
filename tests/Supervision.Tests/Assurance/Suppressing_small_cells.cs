using Supervision.Assurance;
using Supervision.Assurance.Groups;

namespace Supervision.Tests.Assurance;

public sealed class Suppressing_small_cells
{
    [Fact]
    public void Leaves_a_list_of_large_cells_as_it_is()
    {
        var said = Suppression.Of([10, 25, 0, 300]);

        Assert.All(Enumerable.Range(0, 4), i => Assert.True(said.Cell(0, i)));
        Assert.True(said.RowTotal(0));
    }

    [Fact]
    public void Hides_a_second_cell_so_that_the_first_cannot_be_subtracted()
    {
        var said = Suppression.Of([4, 25, 300]);

        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(i => said.Cell(0, i)));
        Assert.True(said.RowTotal(0));
    }

    [Fact]
    public void Hides_a_third_when_two_together_are_too_few()
    {
        var said = Suppression.Of([4, 3, 25, 300]);

        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(i => said.Cell(0, i)));
    }

    [Fact]
    public void Hides_the_total_when_no_other_cell_is_left()
    {
        var said = Suppression.Of([4, 0, 0]);

        Assert.False(said.Cell(0, 0));
        Assert.False(said.RowTotal(0));
    }

    [Fact]
    public void Hides_across_rows_and_columns()
    {
        var said = Suppression.Of(new long[,] { { 5, 40, 60 }, { 70, 80, 90 }, { 100, 110, 120 } });

        Assert.False(said.Cell(0, 0));
        Assert.True(said.Total());
        for (var line = 0; line < 3; line++)
        {
            Assert.NotEqual(1, Enumerable.Range(0, 3).Count(i => !said.Cell(line, i)));
            Assert.NotEqual(1, Enumerable.Range(0, 3).Count(i => !said.Cell(i, line)));
        }
    }

    /// <summary>In any table, no row or column whose total is said gives a small count away.</summary>
    [Fact]
    public void Leaves_nothing_small_to_subtract_in_any_table()
    {
        var chance = new Chance(7);
        for (var round = 0; round < 500; round++)
        {
            var cells = new long[3, 4];
            for (var k = 0; k < 12; k++)
                cells[k / 4, k % 4] = chance.Below(2) == 0 ? chance.Below(15) : chance.Below(200);

            var said = Suppression.Of(cells);
            for (var r = 0; r < 3; r++)
            {
                Check(said.RowTotal(r), [.. Enumerable.Range(0, 4).Select(c => (cells[r, c], said.Cell(r, c)))]);
            }

            for (var c = 0; c < 4; c++)
                Check(said.ColumnTotal(c), [.. Enumerable.Range(0, 3).Select(r => (cells[r, c], said.Cell(r, c)))]);
        }
    }

    private static void Check(bool totalIsSaid, (long Count, bool IsSaid)[] line)
    {
        Assert.All(line.Where(cell => cell.IsSaid), cell => Assert.False(cell.Count is > 0 and < 10));
        var unsaid = line.Where(cell => !cell.IsSaid).ToArray();
        if (totalIsSaid && unsaid.Length > 0)
        {
            Assert.True(unsaid.Length > 1);
            Assert.True(unsaid.Sum(cell => cell.Count) >= 10);
        }
    }

    [Fact]
    public void Hides_a_cell_when_a_total_that_is_hidden_is_the_sum_of_what_is_said()
    {
        var counts = new LinkedCounts();
        int[] parts = [counts.Add(20), counts.Add(30)];
        var total = counts.AddDecided(50, isSaid: false);
        counts.AddSum(total, parts);

        counts.Protect();

        Assert.Equal([false, true], parts.Select(counts.Says));
        Assert.False(counts.Says(total));
    }

    /// <summary>
    /// Two squares of unsaid counts and one small one between them: every sum has two that are unsaid.
    /// </summary>
    [Fact]
    public void Hides_beside_what_all_sums_together_determine()
    {
        long[,] cells =
        {
            { 4, 14, 70, 70 },
            { 14, 4, 3, 70 },
            { 70, 70, 15, 16 },
            { 70, 70, 17, 18 },
        };
        var counts = new LinkedCounts();
        var at = new int[4, 4];
        var isHidden = new bool[4, 4];
        foreach (var (r, c) in new[] { (0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3) })
            isHidden[r, c] = true;
        for (var r = 0; r < 4; r++)
        {
            for (var c = 0; c < 4; c++)
                at[r, c] = counts.AddDecided(cells[r, c], !isHidden[r, c]);
        }

        var others = counts.Add(40);
        for (var line = 0; line < 4; line++)
        {
            int[] row = [at[line, 0], at[line, 1], at[line, 2], at[line, 3]];
            int[] column = [at[0, line], at[1, line], at[2, line], at[3, line]];
            if (line == 1)
                row = [.. row, others];
            counts.AddSum(counts.AddDecided(row.Sum(counts.Count), isSaid: true), row);
            counts.AddSum(counts.AddDecided(column.Sum(counts.Count), isSaid: true), column);
        }

        counts.Protect();

        Assert.False(counts.Says(others));
    }

    [Fact]
    public void Refuses_counts_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Suppression.Of([-1, 20]));
}
