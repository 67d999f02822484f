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
    public void Refuses_counts_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Suppression.Of([-1, 20]));
}
