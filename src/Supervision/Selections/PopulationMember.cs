using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Selections;

/// <summary>A referent with an active recognition, as it was when checks were drawn: every input there is.</summary>
/// <param name="Stratum">The group in which chance draws; a word of the register.</param>
/// <param name="Points">By the model in use; null when there was none, or too little evidence for a score.</param>
/// <param name="WaitingSince">The day of the oldest signal that no case answered; null when none waits.</param>
public sealed record PopulationMember(ReferentId Referent, string Stratum, int? Points, DateOnly? WaitingSince);

/// <summary>A chance of being drawn, as the fraction that it is.</summary>
public readonly record struct Chance(int Of, int Among)
{
    public static readonly Chance None = new(0, 1);

    public static readonly Chance Certain = new(1, 1);

    public static Chance Share(int of, int among) => of >= among ? Certain : new Chance(of, among);
}

/// <summary>The channels that drew a referent.</summary>
[Flags]
public enum DrawnBy
{
    Nothing = 0,
    Risk = 1,
    Random = 2,
    Signal = 4,
}

/// <summary>What a draw says of one referent, drawn or not.</summary>
/// <param name="Number">Its place in the population, in the order of ids, from 1.</param>
public sealed record DrawnMember(
    int Number, PopulationMember Member, Chance Risk, Chance Random, Chance Signal, DrawnBy By)
{
    /// <summary>
    /// The chance of being drawn by any channel. Given the inputs the three draw independently of each other, so it is
    /// 1 − (1 − a/b)(1 − c/d)(1 − e/f); rounded to twelve places only here.
    /// </summary>
    public decimal Inclusion
    {
        get
        {
            var missed = (long)(Risk.Among - Risk.Of) * (Random.Among - Random.Of) * (Signal.Among - Signal.Of);
            var all = (long)Risk.Among * Random.Among * Signal.Among;
            return Math.Round((all - missed) / (decimal)all, 12);
        }
    }

    public bool IsDrawnBy(Channel channel) => By.HasFlag(channel switch
    {
        Channel.Risk => DrawnBy.Risk,
        Channel.Random => DrawnBy.Random,
        _ => DrawnBy.Signal,
    });

    /// <summary>
    /// The channel that the case is opened by: what somebody reported first, then chance, and risk only when nothing
    /// else drew it.
    /// </summary>
    public Channel Leading => By switch
    {
        _ when IsDrawnBy(Channel.Signal) => Channel.Signal,
        _ when IsDrawnBy(Channel.Random) => Channel.Random,
        _ => Channel.Risk,
    };
}
