using Supervision.Assurance.Drift;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Power;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of checks by channel.</summary>
internal static class EffectWriting
{
    private const string Risk = "risk";
    private const string Random = "random";

    /// <summary>Null where nobody says how checks were chosen.</summary>
    public static EffectFigures? Write(UseCounter counter, ReportPlan plan)
    {
        if (counter.Channels.Count == 0)
            return null;

        var all = counter.Channels.Values.Sum(channel => channel.All);
        var (risk, random) = (counter.Channels.GetValueOrDefault(Risk), counter.Channels.GetValueOrDefault(Random));
        var said = SaidOf([.. counter.Channels.Values]);
        var places = counter.Channels.Keys.Select((channel, place) => (channel, place)).ToDictionary();
        bool IsSaid(string channel) =>
            places.TryGetValue(channel, out var at) && said.Cell(at, 0) && said.Cell(at, 1);
        var isSaid = IsSaid(Risk) && IsSaid(Random);
        var shift = ShareShift.Of(risk.Hits, risk.All, random.Hits, random.All, plan.Confidence);
        return new EffectFigures(
            [
                .. counter.Channels.Select(channel => new ChannelFigures(
                    channel.Key,
                    said.RowTotal(places[channel.Key]) ? channel.Value.All : null,
                    said.RowTotal(places[channel.Key]) && said.Total()
                        ? Figure.Of(WilsonInterval.Of(channel.Value.All, all, plan.Confidence))
                        : Figure.Suppressed,
                    IsSaid(channel.Key)
                        ? Figure.Of(WilsonInterval.Of(channel.Value.Hits, channel.Value.All, plan.Confidence))
                        : Figure.Suppressed)),
            ],
            isSaid ? Figure.Of(shift.Difference) : Figure.Suppressed,
            isSaid
                ? Figure.Of(RiskRatio.Of(risk.Hits, risk.All, random.Hits, random.All, plan.Confidence))
                : Figure.Suppressed,
            isSaid ? shift.Test.Value?.PValue : null,
            isSaid ? Needed((double)risk.Hits / risk.All, (double)random.Hits / random.All) : null);
    }

    public static IEnumerable<ReportAnswer> Answers(EffectFigures figures) =>
    [
        new("effect/difference", figures.Difference),
        new("effect/ratio", figures.Ratio),
        .. figures.Channels.Select(channel => new ReportAnswer($"channel={channel.Channel}", channel.Share)),
    ];

    private static long? Needed(double risk, double random) =>
        risk is > 0 and < 1 && random is > 0 and < 1 && risk != random
            ? RequiredSampleSize.Of(risk, random, 1, ReportPlan.Level / 2, ReportPlan.Power).Total
            : null;

    private static SaidTable SaidOf(IReadOnlyCollection<(long Hits, long All)> channels)
    {
        var counts = new long[channels.Count, 2];
        foreach (var (channel, (hits, all)) in channels.Index())
            (counts[channel, 0], counts[channel, 1]) = (hits, all - hits);
        return Suppression.Of(counts);
    }
}
