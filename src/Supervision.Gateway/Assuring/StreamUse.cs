using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// What people did after the day of the question: cases that this model opened and how they ended, by group and by
/// team, checks by the channel that chose them, and cases that a second officer judged as well.
/// </summary>
internal sealed class StreamUse(StreamQuestion question, string modelHash)
{
    /// <summary>Checks by risk that another version chose, or that do not say which: no merit of this one.</summary>
    public const string OtherRisk = "other-risk";

    private readonly SortedDictionary<string, StreamCase> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<ReferentId, ImmutableArray<string>> _groups = [];
    private readonly Dictionary<string, CheckPlanned> _plans = new(StringComparer.Ordinal);
    private readonly List<(CheckPlanned Plan, bool IsFinding)> _checks = [];
    private readonly StreamTeams _teams = new();

    /// <summary>Takes what happened in human follow-up; false of anything else, which is left alone.</summary>
    public bool Take(LoggedEvent logged)
    {
        if (_teams.Take(logged))
            return StreamQuestion.IsBy(logged.Time, question.Until); // What is later is of no case that counts.
        if (!EscalationId.TryParseSubject(logged.Subject, out var referent) || logged.Data.IsEmpty
            || !question.IsLater(logged.Time) || !EscalationFactTypes.Names.Contains(logged.Type))
            return false;

        var fact = EscalationFactTypes.Read(logged.Type, logged.Data.Span);
        var id = new EscalationId(referent, fact.Episode).ToString();
        _cases[id] = _cases.GetValueOrDefault(id, new StreamCase()).After(fact, logged.Time);
        return true;
    }

    /// <summary>The groups of a referent, and the checks of it that were completed in time.</summary>
    public void Take(ReferentId referent, ImmutableArray<string> groups, ImmutableArray<RecordedFact> facts)
    {
        _groups[referent] = groups;
        var plans = facts.Select(fact => fact.Fact).OfType<CheckPlanned>().ToArray();
        foreach (var plan in plans.Where(plan => plan.CheckId.StartsWith($"{referent}~", StringComparison.Ordinal)))
            _plans[plan.CheckId] = plan;

        foreach (var done in facts.Where(fact => question.IsLater(fact.Time)).Select(fact => fact.Fact)
            .OfType<CheckCompleted>())
        {
            if (Array.Find(plans, plan => plan.CheckId == done.CheckId) is { } plan)
                _checks.Add((plan, Finding.AnyBreach(done.Findings)));
        }
    }

    /// <summary>Once everything is taken.</summary>
    /// <param name="attributes">How many attributes the report has; those beyond the question's have no group here.
    /// </param>
    public UseCounter Count(int attributes)
    {
        var counter = new UseCounter(attributes);
        foreach (var (plan, isFinding) in _checks)
        {
            foreach (var channel in ChannelsOf(plan))
                counter.Checked(channel, isFinding);
        }

        foreach (var (id, one) in _cases)
        {
            var groups = _groups.GetValueOrDefault(EscalationId.Parse(id).Referent, []);
            Count(counter, id, one, [.. groups, .. Enumerable.Repeat("", attributes - groups.Length)]);
        }

        return counter;
    }

    private void Count(UseCounter counter, string id, StreamCase one, ImmutableArray<string> groups)
    {
        if (one is { First: { } first, Second: { } second })
            counter.Read([ClosedList<Judgement>.WordFor(first), ClosedList<Judgement>.WordFor(second)]);
        if (one is not { Opened: { } opened, Outcome: { } outcome })
            return;

        if (opened is { Ground: EscalationGround.Rule, Trigger: { } trigger } && trigger.ModelHash == modelHash)
            counter.Decided(
                groups, one.Officer is { } officer ? _teams.Of(officer, one.ClosedAt) : "",
                outcome != EscalationOutcome.NotPursued, one.IsFinding);
        if (one.IsFinding is { } isFinding)
        {
            foreach (var channel in ChannelsOf(id, opened))
                counter.Checked(channel, isFinding);
        }
    }

    /// <summary>
    /// A case that was looked into is a check, of the channel that opened it and of one that drew it while it was open:
    /// without the second, chance would miss those whom risk had found before. One that a person opened was chosen by
    /// no channel.
    /// </summary>
    private IEnumerable<string> ChannelsOf(string id, EscalationOpened opened)
    {
        string[] ground = opened.Ground switch
        {
            EscalationGround.Rule => [Risk(opened.Trigger?.ModelHash)],
            EscalationGround.Random => [ClosedList<Channel>.WordFor(Channel.Random)],
            EscalationGround.Signal => [ClosedList<Channel>.WordFor(Channel.Signal)],
            _ => [],
        };
        return _plans.TryGetValue(id, out var plan) ? ground.Union(ChannelsOf(plan)) : ground;
    }

    /// <summary>A plan names its model also where risk drew what another channel drew first.</summary>
    private IEnumerable<string> ChannelsOf(CheckPlanned plan)
    {
        if (plan.Channel != Channel.Risk)
            yield return ClosedList<Channel>.WordFor(plan.Channel);
        if (plan.Channel == Channel.Risk || plan.ModelHash is not null)
            yield return Risk(plan.ModelHash);
    }

    private string Risk(string? hash) => hash == modelHash ? ClosedList<Channel>.WordFor(Channel.Risk) : OtherRisk;
}
