using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;

namespace Supervision.Escalations.Ladder;

/// <summary>A measure of the past.</summary>
/// <param name="Duties">Those it was for; empty when that is not known, as of a measure that was sent in.</param>
public sealed record Sanction(string MeasureId, MeasureKind Kind, DateOnly ImposedOn, ImmutableArray<Duty> Duties);

/// <summary>What the ladder has to know of a referent's past: measures that stand, and its recognitions.</summary>
/// <param name="Sanctions">Those that no objection has taken away, oldest first.</param>
/// <param name="LastPermitOn">When a permit was last granted; null when never.</param>
public sealed record SanctionHistory(
    PersonKind Person,
    ImmutableArray<Sanction> Sanctions,
    ImmutableArray<Purpose> Recognised,
    DateOnly? RecognisedOn,
    DateOnly? LastPermitOn)
{
    public static readonly SanctionHistory None = new(PersonKind.NaturalPerson, [], [], null, null);

    /// <summary>Reads a history, in order of position.</summary>
    /// <param name="duties">By measure, of the decisions that were taken here.</param>
    public static SanctionHistory Of(
        IReadOnlyList<RecordedFact> history, IReadOnlyDictionary<string, ImmutableArray<Duty>> duties)
    {
        var facts = InEffect(history);
        var annulled = Annulled(facts);
        var lapsedAtOnce = facts.Select(fact => fact.Fact).OfType<MeasureLapsed>()
            .Where(lapsed => lapsed.Kind == MeasureKind.Warning).Select(lapsed => lapsed.MeasureId).ToHashSet();
        var recognised = new SortedSet<Purpose>();
        DateOnly? recognisedOn = null;
        DateOnly? permitOn = null;
        LegalForm? form = null;
        foreach (var (fact, at) in facts.OrderBy(fact => fact.Time).Select(fact => (fact.Fact, fact.Time)))
        {
            switch (fact)
            {
                case ReferentRegistered registered:
                    form = registered.LegalForm;
                    break;
                case RecognitionGranted granted:
                    recognised.Add(granted.Purpose);
                    recognisedOn ??= Terms.DutchCalendar.DayOf(at);
                    break;
                case RecognitionWithdrawn withdrawn:
                    recognised.Remove(withdrawn.Purpose);
                    break;
                case ApplicationDecided
                {
                    Outcome: ApplicationOutcome.Granted or ApplicationOutcome.PartlyGranted, GrantedCount: not 0,
                }:
                    permitOn = Terms.DutchCalendar.DayOf(at);
                    break;
            }
        }

        return new SanctionHistory(
            FineMaxima.KindOf(form),
            [.. facts
                .Where(fact => fact.Fact is MeasureImposed imposed && !annulled.Contains(imposed.MeasureId)
                    && !lapsedAtOnce.Contains(imposed.MeasureId))
                .OrderBy(fact => fact.Time)
                .Select(fact => (Imposed: (MeasureImposed)fact.Fact, fact.Time))
                .Select(one => new Sanction(
                    one.Imposed.MeasureId, one.Imposed.Kind, Terms.DutchCalendar.DayOf(one.Time),
                    duties.GetValueOrDefault(one.Imposed.MeasureId, [])))],
            [.. recognised],
            recognisedOn,
            permitOn);
    }

    /// <summary>The facts with every correction and retraction carried out; the last by position holds.</summary>
    private static List<RecordedFact> InEffect(IReadOnlyList<RecordedFact> history)
    {
        var last = new Dictionary<EventKey, Fact>();
        foreach (var recorded in history)
        {
            if (Corrections.TargetOf(recorded.Fact) is { } target)
                last[target] = recorded.Fact;
        }

        var facts = new List<RecordedFact>();
        foreach (var recorded in history.Where(recorded => Corrections.TargetOf(recorded.Fact) is null))
        {
            if (!last.TryGetValue(recorded.Key, out var correction)
                || !Corrections.TryApply(recorded, correction, out var replacement))
                facts.Add(recorded);
            else if (replacement is not null)
                facts.Add(recorded with { Fact = replacement });
        }

        return facts;
    }

    private static HashSet<string> Annulled(List<RecordedFact> facts)
    {
        var measureOf = facts.Select(fact => fact.Fact).OfType<ObjectionFiled>()
            .GroupBy(filed => filed.ObjectionId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().MeasureId);
        var annulled = new HashSet<string>();
        foreach (var decided in facts.Select(fact => fact.Fact).OfType<ObjectionDecided>())
        {
            if (measureOf.TryGetValue(decided.ObjectionId, out var measure)
                && decided.Outcome == ObjectionOutcome.Upheld)
                annulled.Add(measure);
        }

        return annulled;
    }
}
