using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Explanations;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Tests.Replays;

public sealed class Counting_a_replay
{
    [Fact]
    public void Gives_the_same_in_one_go_and_through_what_is_stored_after_each()
    {
        var random = new Random(20_261_129);
        var whole = new ReplayCounting(ReplayTally.Empty);
        var stored = ReplayTally.Empty;
        for (var number = 0; number < 200; number++)
        {
            var count = Any(random);
            count(whole);
            var part = new ReplayCounting(stored);
            count(part);
            stored = part.Tally;
        }

        Assert.Equal(JsonSerializer.Serialize(whole.Tally), JsonSerializer.Serialize(stored));
        Assert.Equal(200, stored.Referents);
        Assert.True(stored.Levels.Length > 5 && stored.Points.Length > 5 && stored.Hindsight!.Days > 0);
    }

    [Fact]
    public void Stores_its_rows_as_they_were()
    {
        ImmutableArray<ImmutableArray<ReplayCell>> rows =
        [
            ["kvk:99000001", (long?)-3, (string?)null, (long?)null, "=1+1, \"é\""],
            ["", (long?)long.MaxValue, "x", (long?)0, ""],
        ];

        var back = ReplayRows.Read(ReplayRows.Write(rows));

        Assert.Equal(rows.Select(row => row.AsEnumerable()), back.Select(row => row.AsEnumerable()));
    }

    private static Action<ReplayCounting> Any(Random random)
    {
        var (level, other) = ((RiskLevel)random.Next(1, 5), (RiskLevel)random.Next(1, 5));
        var (points, outcome) = (random.Next(3) * 10, random.Next(2) == 0);
        return random.Next(3) switch
        {
            0 => counting => counting.Count("equal"),
            1 => counting => counting.Count(new Hindsight(
                ReferentId.Parse("kvk:99000001"), default, default, null, 30, points, [], 0, 1, 1, [], 0,
                [new DaysOfLevels(level, other, points)])),
            _ => counting => counting.Count(
                (RiskModels.Example, new RiskState(level, points, 1, null)),
                (RiskModels.ExampleH2, new RiskState(other, points + 1, 1, null)),
                outcome),
        };
    }
}
