using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// What people did after the moment of the question: cases that this model opened and how they ended, checks by the
/// channel that chose them, and cases that more than one officer judged.
/// </summary>
internal sealed class StreamUse(StreamQuestion question, string modelHash)
{
    private readonly SortedDictionary<string, List<EscalationFact>> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<ReferentId, ImmutableArray<string>> _groups = [];
    private readonly List<(string Channel, bool IsFinding)> _checks = [];

    /// <summary>Takes what happened in human follow-up; anything else is left alone.</summary>
    public void Take(LoggedEvent logged)
    {
        if (!EscalationId.TryParseSubject(logged.Subject, out var referent) || logged.Data.IsEmpty
            || logged.Time <= question.AsOf || logged.Time > question.Until
            || !EscalationFactTypes.Names.Contains(logged.Type))
            return;

        var fact = EscalationFactTypes.Read(logged.Type, logged.Data.Span);
        var id = new EscalationId(referent, fact.Episode).ToString();
        if (!_cases.TryGetValue(id, out var facts))
            _cases.Add(id, facts = []);
        facts.Add(fact);
    }

    /// <summary>The groups of a referent, and the checks of it that were completed in time.</summary>
    public void Take(ReferentId referent, ImmutableArray<string> groups, IReadOnlyList<RecordedFact> facts)
    {
        _groups[referent] = groups;
        foreach (var done in facts.Where(fact => fact.Time > question.AsOf && fact.Time <= question.Until)
            .Select(fact => fact.Fact).OfType<CheckCompleted>())
        {
            var plan = facts.Select(fact => fact.Fact).OfType<CheckPlanned>()
                .FirstOrDefault(plan => plan.CheckId == done.CheckId);
            if (plan is not null)
                _checks.Add((
                    ClosedList<Channel>.WordFor(plan.Channel), done.Findings.Any(finding => finding.Breach)));
        }
    }

    /// <summary>Once everything is taken.</summary>
    /// <param name="attributes">How many attributes the report has; those beyond the question's have no group here.
    /// </param>
    public UseCounter Count(int attributes)
    {
        var counter = new UseCounter(attributes);
        foreach (var (channel, isFinding) in _checks)
            counter.Checked(channel, isFinding);
        foreach (var (id, facts) in _cases)
        {
            var groups = _groups.GetValueOrDefault(EscalationId.Parse(id).Referent, []);
            Count(counter, facts, [.. groups, .. Enumerable.Repeat("", attributes - groups.Length)]);
        }

        return counter;
    }

    private void Count(UseCounter counter, List<EscalationFact> facts, ImmutableArray<string> groups)
    {
        counter.Read([
            .. facts.OfType<EscalationJudged>().DistinctBy(judged => judged.Officer)
                .Select(judged => ClosedList<Judgement>.WordFor(judged.Judgement)),
        ]);
        if (facts.OfType<EscalationOpened>().FirstOrDefault() is not { } opened
            || facts.OfType<EscalationClosed>().LastOrDefault() is not { } closed)
            return;

        bool? isFinding = closed.Outcome switch
        {
            EscalationOutcome.BreachFound => true,
            EscalationOutcome.NoBreach => false,
            _ => null,
        };
        if (opened is { Ground: EscalationGround.Rule, Trigger: { } trigger } && trigger.ModelHash == modelHash)
            counter.Decided(groups, "", closed.Outcome != EscalationOutcome.NotPursued, isFinding);
        if (ChannelOf(opened.Ground) is { } channel && isFinding is { } found)
            counter.Checked(ClosedList<Channel>.WordFor(channel), found);
    }

    /// <summary>A case that was looked into is a check; one that a person opened was chosen by no channel.</summary>
    private static Channel? ChannelOf(EscalationGround ground) => ground switch
    {
        EscalationGround.Rule => Channel.Risk,
        EscalationGround.Random => Channel.Random,
        EscalationGround.Signal => Channel.Signal,
        _ => null,
    };
}
