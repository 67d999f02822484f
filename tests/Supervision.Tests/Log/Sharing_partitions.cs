using Supervision.Log;

namespace Supervision.Tests.Log;

/// <summary>Which of several silos holds which partition.</summary>
public sealed class Sharing_partitions
{
    private static readonly string[] Three = ["10.0.0.1:11111@1", "10.0.0.2:11111@1", "10.0.0.3:11111@1"];

    [Fact]
    public void Gives_the_same_answer_in_any_order_of_the_holders() =>
        Assert.Equal(Shares(16, Three), Shares(16, [Three[2], Three[0], Three[1]]));

    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 3)]
    [InlineData(16, 5)]
    [InlineData(1024, 7)]
    [InlineData(4, 9)]
    public void Gives_no_holder_more_than_its_share(int partitions, int holders)
    {
        var shares = Shares(partitions, [.. Enumerable.Range(0, holders).Select(number => $"silo-{number}")]);

        Assert.Equal(partitions, shares.Length);
        Assert.All(
            shares.CountBy(holder => holder),
            share => Assert.InRange(share.Value, 1, (partitions + holders - 1) / holders));
    }

    [Fact]
    public void Moves_few_when_a_holder_goes()
    {
        const int Partitions = 256;
        string[] before = [.. Enumerable.Range(0, 8).Select(number => $"silo-{number}")];
        var (old, now) = (Shares(Partitions, before), Shares(Partitions, before[1..]));

        var lost = old.Count(holder => holder == before[0]);
        var moved = old.Zip(now).Count(pair => pair.First != pair.Second);

        Assert.InRange(moved, lost, 3 * lost);
    }

    [Fact]
    public void Needs_a_holder() => Assert.Throws<ArgumentOutOfRangeException>(() => Shares(16, []));

    private static string[] Shares(int partitions, string[] holders) =>
        [.. PartitionShares.Of(partitions, holders, holder => holder)];
}
