using Supervision.AssuranceReports;

namespace Supervision.Tests.AssuranceReports;

public sealed class A_watch_over_reports
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Term = TimeSpan.FromMinutes(2);

    [Fact]
    public void Gives_one_of_a_gateway_that_is_gone_after_its_term_and_none_that_another_is_at()
    {
        var (watch, gone) = ReportWatch.Empty.Look(["one"], ["one", "two"], Term, Noon);
        Assert.Empty(gone);

        (watch, gone) = watch.Look(["one"], ["one", "two"], Term, Noon + Term);
        Assert.Empty(gone);

        // Another gateway asks, which is at neither.
        (_, gone) = watch.Look([], ["one", "two"], Term, Noon + Term + TimeSpan.FromSeconds(1));
        Assert.Equal(["two"], gone.AsEnumerable());
    }

    [Fact]
    public void Gives_every_one_the_whole_term_when_it_is_new_itself()
    {
        var (watch, gone) = ReportWatch.Empty.Look([], ["old"], Term, Noon);

        Assert.Empty(gone);
        Assert.Equal(["old"], watch.Look([], ["old"], Term, Noon + (Term * 2)).Gone.AsEnumerable());
    }

    [Fact]
    public void Keeps_nothing_of_those_that_have_ended()
    {
        var (watch, _) = ReportWatch.Empty.Look(["one"], ["one", "two"], Term, Noon);

        Assert.Equal(["two"], watch.Look(["one"], ["two"], Term, Noon).Watch.SeenAt.Keys);
    }
}
