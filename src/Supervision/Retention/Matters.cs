using System.Diagnostics;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;

namespace Supervision.Retention;

/// <summary>
/// The facts of a dossier by what they are about. A matter is kept whole until its term is over, counted from its last
/// fact: half a stay or a measure without its objection would say something else.
/// </summary>
internal sealed class Matters
{
    private readonly Dictionary<string, Matter> _matters = [];
    private readonly Dictionary<EventKey, Matter> _byEvent = [];
    private readonly Dictionary<string, string> _measureOf = [];
    private readonly HashSet<string> _openObjections = [];
    private readonly Dictionary<Purpose, bool> _recognised = [];

    public bool HasOpenObjection => _openObjections.Count > 0;

    public void Add(KeptEvent kept, Fact fact)
    {
        Note(fact);
        // A correction belongs to what it corrects; one of an event that is not there stands by itself.
        var matter = Corrections.TargetOf(fact) is { } target && _byEvent.TryGetValue(target, out var corrected)
            ? corrected
            : MatterOf(kept, fact);
        matter.Events.Add(kept);
        matter.IsOpen = OpenAfter(fact, matter.IsOpen);
        matter.Ends = kept.Time > matter.Ends ? kept.Time : matter.Ends;
        _byEvent[kept.Key] = matter;
    }

    /// <summary>The payloads of matters whose term is over on a day.</summary>
    public IEnumerable<DuePayload> Over(DateOnly today)
    {
        foreach (var matter in _matters.Values)
        {
            if (matter.IsOpen || (matter.Kind == MatterKind.Recognition && _recognised.ContainsValue(true)))
                continue;

            var ends = DateOnly.FromDateTime(matter.Ends.UtcDateTime);
            if (RetentionRules.Of(matter.Kind, ends) is not { } rule || ends.AddYears(rule.Years) >= today)
                continue;
            foreach (var kept in matter.Events)
                yield return new DuePayload(kept.Position, kept.Type, matter.Kind, kept.Time);
        }
    }

    private void Note(Fact fact)
    {
        switch (fact)
        {
            case RecognitionGranted granted:
                _recognised[granted.Purpose] = true;
                break;
            case RecognitionWithdrawn withdrawn:
                _recognised[withdrawn.Purpose] = false;
                break;
            case ObjectionFiled filed:
                _measureOf[filed.ObjectionId] = filed.MeasureId;
                _openObjections.Add(filed.ObjectionId);
                break;
            case ObjectionDecided decided:
                _openObjections.Remove(decided.ObjectionId);
                break;
        }
    }

    private Matter MatterOf(KeptEvent kept, Fact fact)
    {
        var (kind, id) = fact switch
        {
            ReferentRegistered or RecognitionGranted or RecognitionSuspended or RecognitionResumed
                or RecognitionWithdrawn => (MatterKind.Recognition, ""),
            ReferentRegistryChanged => (MatterKind.RegistryChange, Alone(kept)),
            ApplicationSubmitted submitted => (MatterKind.Application, submitted.ApplicationId),
            ApplicationDecided decided => (MatterKind.Application, decided.ApplicationId),
            StayStarted started => (MatterKind.Stay, started.StayId),
            StayEnded ended => (MatterKind.Stay, ended.StayId),
            PayrollObserved payroll => (MatterKind.Stay, payroll.StayId),
            DutyNotified => (MatterKind.Notification, Alone(kept)),
            InformationRequested requested => (MatterKind.InformationRequest, requested.RequestId),
            InformationReceived received => (MatterKind.InformationRequest, received.RequestId),
            FinanceObserved => (MatterKind.Finance, Alone(kept)),
            SignalReceived => (MatterKind.Signal, Alone(kept)),
            CheckPlanned planned => (MatterKind.Check, planned.CheckId),
            CheckCompleted completed => (MatterKind.Check, completed.CheckId),
            MeasureImposed imposed => (MatterKind.Measure, imposed.MeasureId),
            MeasureLapsed lapsed => (MatterKind.Measure, lapsed.MeasureId),
            ObjectionFiled filed => (MatterKind.Measure, filed.MeasureId),
            ObjectionDecided decided => (
                MatterKind.Measure, _measureOf.GetValueOrDefault(decided.ObjectionId, Alone(kept))),
            EscalationConcluded => (MatterKind.Escalation, Alone(kept)),
            FactCorrected or FactRetracted => (MatterKind.Notification, Alone(kept)),
            _ => throw new UnreachableException($"No rule to keep a {fact.GetType().Name}."),
        };
        var key = $"{kind} {id}";
        if (!_matters.TryGetValue(key, out var matter))
            _matters.Add(key, matter = new Matter(kind));
        return matter;
    }

    /// <summary>An item that began and has not ended is kept, however long ago it began.</summary>
    private static bool OpenAfter(Fact fact, bool wasOpen) => fact switch
    {
        StayStarted => true,
        StayEnded => false,
        ObjectionFiled => true,
        ObjectionDecided => false,
        _ => wasOpen,
    };

    private static string Alone(KeptEvent kept) => $"at {kept.Position}";

    private sealed class Matter(MatterKind kind)
    {
        public MatterKind Kind { get; } = kind;

        public List<KeptEvent> Events { get; } = [];

        public DateTimeOffset Ends { get; set; }

        public bool IsOpen { get; set; }
    }
}
