using Supervision.Models;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

public sealed class Drawing_once_more
{
    private static readonly List<DrawnMember> Stored =
    [
        .. SelectionDraw.Of(
            Populations.Plan(20), Populations.Seed(7), Drawing_checks.Population(), null).Draw!.Members,
    ];

    [Fact]
    public void Gives_the_same_from_what_is_stored()
    {
        var again = Redraw.Of(Selection(), Stored);

        Assert.True(again.IsEqual);
        Assert.Equal((60, Stored.Count(member => member.By != DrawnBy.Nothing)), (again.Population, again.Checks));
    }

    [Fact]
    public void Finds_points_that_somebody_changed()
    {
        var changed = With(0, Stored[0] with { Member = Stored[0].Member with { Points = 99 } });

        var again = Redraw.Of(Selection(), changed);

        Assert.Equal((false, false), (again.PopulationEqual, again.IsEqual));
    }

    [Fact]
    public void Finds_a_chance_that_somebody_changed()
    {
        var again = Redraw.Of(Selection(), With(3, Stored[3] with { Random = new Chance(1, 7) }));

        Assert.Equal((true, false, true), (again.PopulationEqual, again.ChancesEqual, again.ListEqual));
    }

    [Fact]
    public void Finds_a_referent_that_somebody_took_off_the_list()
    {
        var place = Stored.FindIndex(member => member.By != DrawnBy.Nothing);

        var again = Redraw.Of(Selection(), With(place, Stored[place] with { By = DrawnBy.Nothing }));

        Assert.Equal((true, true, false), (again.PopulationEqual, again.ChancesEqual, again.ListEqual));
    }

    [Fact]
    public void Finds_rows_that_are_gone_and_another_seed()
    {
        Assert.False(Redraw.Of(Selection(), Stored[..^1]).PopulationEqual);
        Assert.False(Redraw.Of(Selection(), []).IsEqual);
        Assert.False(Redraw.Of(Selection() with { Seed = Populations.Seed(8) }, Stored).ListEqual);
    }

    private static List<DrawnMember> With(int place, DrawnMember member)
    {
        List<DrawnMember> rows = [.. Stored];
        rows[place] = member;
        return rows;
    }

    private static Selection Selection()
    {
        var hashes = DrawHashes.Of(Stored);
        return new Selection(
            "selection-1", 1, Populations.Plan(20), SelectionState.Drawn, "user:s", "Reason.", default,
            Seed: Populations.Seed(7),
            Drawn: new SelectionDrawn(
                "selection-1", "d", default, Stored.Count, "all-", hashes.Population, hashes.Chances, hashes.List,
                new ChannelCounts(10, 5, 5), Stored.Count(member => member.By != DrawnBy.Nothing), [],
                new ModelStep("user:l", [], "Drawn."), "sha256:4"));
    }
}
