using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Populations;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Features;
using Supervision.Tests.Populations;

namespace Supervision.Tests.Explanations;

/// <summary>Histories to explain: out of a seed, of a simulated population, or told by hand.</summary>
internal static class Histories
{
    public static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    /// <summary>A random history, each position once, as a log has it.</summary>
    public static ReferentHistory Random(int seed) => new(
        Referent, [.. RandomHistory.Of(seed).DistinctBy(fact => fact.Position)], []);

    /// <summary>The same up to the first event that was recorded after a moment: what was known then.</summary>
    public static ReferentHistory KnownAt(this ReferentHistory history, DateTimeOffset moment) =>
        history with { Facts = [.. history.Facts.TakeWhile(fact => fact.RecordedAt <= moment)] };

    public static RiskState Assess(this ReferentHistory history, RiskModel model, DateTimeOffset asOf) =>
        Scoring.Assess(HistoryFold.Of(history.Referent, history.Facts), model, asOf);

    /// <summary>The histories of a simulated population, in the order of their ids.</summary>
    public static List<ReferentHistory> Simulated(PopulationPlan plan)
    {
        var position = 0L;
        return
        [
            .. Population.Create(plan).Events().Select(Seen.Of)
                .Select(seen => (seen.Subject, Fact: new RecordedFact(
                    new LogPosition(0, ++position), new EventKey(seen.Source, seen.Id), seen.Time, seen.ArrivesAt,
                    FactTypes.Read(seen.Type, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(seen.Data)))))
                .GroupBy(one => one.Subject).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ReferentHistory(
                    ReferentId.Parse(group.Key), [.. group.Select(one => one.Fact)], [])),
        ];
    }

    /// <summary>Facts by hand: what happened on a day, learned on the same or a later one.</summary>
    public static ReferentHistory Told(params IEnumerable<(string Happened, string Learned, Fact Fact)> facts)
    {
        var position = 0L;
        return new ReferentHistory(
            Referent,
            [
                .. facts.OrderBy(one => one.Learned, StringComparer.Ordinal).Select(one => new RecordedFact(
                    new LogPosition(3, ++position), new EventKey("test", $"e{position}"), At(one.Happened),
                    At(one.Learned).AddHours(1), one.Fact)),
            ],
            []);
    }

    /// <summary>Nine in the morning of a day.</summary>
    public static DateTimeOffset At(string day) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd").ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
}
