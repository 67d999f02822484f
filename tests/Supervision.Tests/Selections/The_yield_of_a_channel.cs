using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

/// <summary>What the checks of a channel came to.</summary>
public sealed class The_yield_of_a_channel
{
    [Theory]
    [InlineData(CheckOpening.Opened, EscalationOutcome.BreachFound, "0 1 0 0")]
    [InlineData(CheckOpening.Joined, EscalationOutcome.NoBreach, "0 0 1 0")]
    [InlineData(CheckOpening.Opened, EscalationOutcome.WrongData, "0 0 0 1")]
    [InlineData(CheckOpening.Opened, EscalationOutcome.NotPursued, "0 0 0 1")]
    [InlineData(CheckOpening.Opened, null, "1 0 0 0")]
    [InlineData(null, null, "1 0 0 0")]
    [InlineData(CheckOpening.Withheld, null, "0 0 0 1")]
    [InlineData(CheckOpening.Withheld, EscalationOutcome.BreachFound, "0 0 0 1")]
    public void Counts_a_check_once_and_one_that_was_withheld_as_saying_nothing(
        CheckOpening? opening, EscalationOutcome? outcome, string counted)
    {
        var risk = Of(Channel.Risk, [Row(1, DrawnBy.Risk, opening)], _ => outcome);

        Assert.Equal(counted, $"{risk.UnderWay} {risk.Breach} {risk.NoBreach} {risk.Neither}");
        Assert.Equal((1, risk.Breach + risk.NoBreach), (risk.Checks, risk.Ended));
    }

    [Fact]
    public void Counts_what_two_channels_drew_in_both_and_no_other()
    {
        SelectionRow[] rows =
        [
            Row(1, DrawnBy.Risk | DrawnBy.Random, CheckOpening.Opened), Row(2, DrawnBy.Random, CheckOpening.Opened),
            Row(3, DrawnBy.Risk, CheckOpening.Withheld),
        ];

        var (risk, random, signal) = (
            Of(Channel.Risk, rows, Outcome), Of(Channel.Random, rows, Outcome), Of(Channel.Signal, rows, Outcome));

        Assert.Equal((2, 1, 0, 1), (risk.Checks, risk.Breach, risk.NoBreach, risk.Neither));
        Assert.Equal((2, 1, 1, 0), (random.Checks, random.Breach, random.NoBreach, random.Neither));
        Assert.Equal((0, 0), (signal.Checks, signal.Ended));

        static EscalationOutcome? Outcome(SelectionRow row) =>
            row.Member.Number == 1 ? EscalationOutcome.BreachFound : EscalationOutcome.NoBreach;
    }

    private static ChannelYield Of(
        Channel channel, SelectionRow[] rows, Func<SelectionRow, EscalationOutcome?> outcome) =>
        ChannelYield.Of(rows, outcome).Single(one => one.Channel == channel);

    private static SelectionRow Row(int number, DrawnBy by, CheckOpening? opening) => new(
        new DrawnMember(
            number, new PopulationMember(Populations.Id(number), "J", 10, null), Chance.Certain,
            new Chance(1, 2), Chance.None, by),
        opening,
        opening is CheckOpening.Opened or CheckOpening.Joined ? new EscalationId(Populations.Id(number), 1) : null);
}
