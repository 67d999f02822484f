using System.Collections.Immutable;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Replays;

/// <summary>
/// Judges one history after the other as an order says: a pure function of history, order and models, beside the count.
/// </summary>
/// <param name="compared">The model that it is compared with; null when there is none.</param>
public sealed class ReplayJudging(ReplayOrder order, RiskModel model, RiskModel? compared, ReplayCounting counting)
{
    /// <param name="history">With everything that was recorded when the replay began.</param>
    /// <returns>The row of this referent; null when it has none.</returns>
    public ImmutableArray<ReplayCell>? Judge(ReferentHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return order.Kind == ReplayKind.Hindsight ? LookBack(history) : Score(history);
    }

    private ImmutableArray<ReplayCell>? LookBack(ReferentHistory history)
    {
        if (!history.TellsOf(order.To!.Value) || (order.Filter.AsksRegister && !IsAccepted(history)))
            return null;

        var one = HindsightRules.Of(history, model, order.From!.Value, order.To.Value);
        counting.Count(one);
        if (one.DaysOtherwise == 0 && one.Crossings.IsEmpty)
            return null;

        var only = HindsightTotal.Nothing.And(one);
        return [Id(history), (long?)one.DaysOtherwise, (long?)only.Crossed, (long?)only.WouldNotHaveCrossed,
            (long?)only.WouldHaveCrossed];
    }

    private bool IsAccepted(ReferentHistory history) => order.Filter.Accepts(
        HistoryFold.Of(history.Referent, history.Facts).Register(
            new DateTimeOffset(order.To!.Value, TimeOnly.MaxValue, TimeSpan.Zero)));

    private ImmutableArray<ReplayCell>? Score(ReferentHistory history)
    {
        var known = order.KnownAt is { } limit
            ? history with { Facts = [.. history.Facts.TakeWhile(fact => fact.RecordedAt <= limit)] }
            : history;
        // Nothing had been heard of it by the moment: it was not there to be judged.
        if (!known.TellsOf(DateOnly.FromDateTime(order.AsOf.UtcDateTime)))
            return null;

        var fold = HistoryFold.Of(history.Referent, known.Facts);
        var register = fold.Register(order.AsOf);
        if (!fold.HasFacts || !order.Filter.Accepts(register))
            return null;

        var state = Scoring.Assess(fold, model, order.AsOf);
        var other = compared is null ? (RiskState?)null : Scoring.Assess(fold, compared, order.AsOf);
        var outcomeOn = order.Outcome is { } wanted ? FirstOf(wanted, history) : null;
        counting.Count(
            (model, state), other is { } second ? (compared!, second) : null,
            order.Outcome is null ? null : outcomeOn is not null);
        return order.Kind == ReplayKind.WhoChangesLevel && other?.Level == state.Level
            ? null
            : [.. Cells(history, fold, register, state, other, outcomeOn)];
    }

    private IEnumerable<ReplayCell> Cells(
        ReferentHistory history, ReferentFold fold, RegisterRow register, RiskState state, RiskState? other,
        DateTimeOffset? outcomeOn)
    {
        yield return Id(history);
        yield return register.Sector is { } sector ? ClosedList<Sector>.WordFor(sector) : null;
        yield return register.SizeBand is { } band ? ClosedList<SizeBand>.WordFor(band) : null;
        yield return ClosedList<RiskLevel>.WordFor(state.Level);
        yield return (long?)state.Points;
        yield return (long?)state.Evidence;
        if (other is { } second)
        {
            yield return ClosedList<RiskLevel>.WordFor(second.Level);
            yield return (long?)second.Points;
        }

        if (order.Kind == ReplayKind.WhoChangesLevel)
            yield break;

        if (order.Outcome is not null)
        {
            yield return (long?)(outcomeOn is null ? 0 : 1);
            yield return outcomeOn is { } on ? $"{on.UtcDateTime:yyyy-MM-dd}" : null;
        }

        foreach (var cell in Features(fold))
            yield return cell;
    }

    /// <summary>The value of each feature, and the points of each indicator.</summary>
    private IEnumerable<ReplayCell> Features(ReferentFold fold)
    {
        var (day, due) = (FactEffects.DayOf(order.AsOf), int.MaxValue);
        foreach (var feature in FeatureCatalogue.All)
            yield return FeatureValues.Read(fold.State, feature, day, ref due).Value;

        foreach (var indicator in model.Indicators)
            yield return day > indicator.LastDay
                ? (long?)null
                : indicator.Points(FeatureValues.Read(fold.State, indicator.Feature, day, ref due).Value, out _);
    }

    /// <summary>The first fact of a type after the moment and within its days; what was retracted is none.</summary>
    private DateTimeOffset? FirstOf(ReplayOutcome outcome, ReferentHistory history)
    {
        var end = order.AsOf.AddDays(outcome.WithinDays);
        var retracted = history.Facts.Select(fact => fact.Fact).OfType<FactRetracted>()
            .Select(fact => fact.Target).ToHashSet();
        return history.Facts
            .Where(fact => fact.Time > order.AsOf && fact.Time <= end
                && FactTypes.NameOf(fact.Fact) == outcome.Type && !retracted.Contains(fact.Key))
            .Select(fact => (DateTimeOffset?)fact.Time)
            .Min();
    }

    private static ReplayCell Id(ReferentHistory history) => history.Referent.ToString();
}
