using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Selections;

/// <summary>What the checks of a channel came to. A check that several channels drew counts in each.</summary>
/// <param name="Checks">Referents that it drew.</param>
/// <param name="UnderWay">Those whose case has not ended, or is not opened yet.</param>
/// <param name="Breach">Those whose case ended with a breach, after objection where there was one.</param>
/// <param name="NoBreach">Those whose case ended without.</param>
/// <param name="Neither">Wrong data, not pursued, or withheld: they say nothing about the referent.</param>
public sealed record ChannelYield(
    Channel Channel, int Checks, int UnderWay, int Breach, int NoBreach, int Neither)
{
    /// <summary>The checks that said something about their referent.</summary>
    public int Ended => Breach + NoBreach;

    /// <param name="outcome">How the case of a row ended; null while it goes on, or there is none.</param>
    public static ImmutableArray<ChannelYield> Of(
        IReadOnlyCollection<SelectionRow> drawn, Func<SelectionRow, EscalationOutcome?> outcome) =>
    [
        .. Enum.GetValues<Channel>().Select(channel => Of(channel, drawn, outcome)),
    ];

    private static ChannelYield Of(
        Channel channel, IReadOnlyCollection<SelectionRow> drawn, Func<SelectionRow, EscalationOutcome?> outcome)
    {
        var rows = drawn.Where(row => row.Member.IsDrawnBy(channel)).ToArray();
        var ended = rows.Where(row => row.Opening != CheckOpening.Withheld).Select(outcome).OfType<EscalationOutcome>()
            .ToArray();
        var withheld = rows.Count(row => row.Opening == CheckOpening.Withheld);
        var (breach, none) = (Count(EscalationOutcome.BreachFound), Count(EscalationOutcome.NoBreach));
        return new ChannelYield(
            channel, rows.Length, rows.Length - withheld - ended.Length, breach, none,
            withheld + ended.Length - breach - none);

        int Count(EscalationOutcome wanted) => ended.Count(one => one == wanted);
    }
}
