using Supervision.Facts;

namespace Supervision.Variations;

/// <summary>
/// The ids within facts: which facts hang together by them, and the same facts under other ids. An id tells things
/// apart and says nothing, so no score may depend on how one is written.
/// </summary>
internal static class FactIds
{
    /// <summary>
    /// A name for what the fact belongs to: an application with its stays and their payroll, a measure with its
    /// objections, a check, a request; null when it stands by itself.
    /// </summary>
    public static string? Link(
        Fact fact, IReadOnlyDictionary<string, string> stays, IReadOnlyDictionary<string, string> objections)
    {
        return fact switch
        {
            ApplicationSubmitted submitted => $"a:{submitted.ApplicationId}",
            ApplicationDecided decided => $"a:{decided.ApplicationId}",
            StayStarted started => OfStay(started.StayId),
            StayEnded ended => OfStay(ended.StayId),
            PayrollObserved paid => OfStay(paid.StayId),
            InformationRequested requested => $"r:{requested.RequestId}",
            InformationReceived received => $"r:{received.RequestId}",
            CheckPlanned planned => $"c:{planned.CheckId}",
            CheckCompleted completed => $"c:{completed.CheckId}",
            MeasureImposed imposed => $"m:{imposed.MeasureId}",
            MeasureLapsed lapsed => $"m:{lapsed.MeasureId}",
            ObjectionFiled filed => $"m:{filed.MeasureId}",
            ObjectionDecided decided => objections.TryGetValue(decided.ObjectionId, out var measure)
                ? $"m:{measure}"
                : $"o:{decided.ObjectionId}",
            _ => null,
        };

        string OfStay(string stay) =>
            stays.TryGetValue(stay, out var application) ? $"a:{application}" : $"s:{stay}";
    }

    /// <summary>The same fact, each of its ids followed by so many characters.</summary>
    public static Fact Renamed(Fact fact, string after)
    {
        return fact switch
        {
            ApplicationSubmitted submitted => submitted with { ApplicationId = New(submitted.ApplicationId) },
            ApplicationDecided decided => decided with { ApplicationId = New(decided.ApplicationId) },
            StayStarted started => started with
            {
                StayId = New(started.StayId),
                ApplicationId = NewOrNone(started.ApplicationId),
            },
            StayEnded ended => ended with
            {
                StayId = New(ended.StayId),
                ApplicationId = NewOrNone(ended.ApplicationId),
            },
            PayrollObserved paid => paid with { StayId = New(paid.StayId) },
            InformationRequested requested => requested with { RequestId = New(requested.RequestId) },
            InformationReceived received => received with { RequestId = New(received.RequestId) },
            SignalReceived signal => signal with { SignalId = New(signal.SignalId) },
            CheckPlanned planned => planned with { CheckId = New(planned.CheckId) },
            CheckCompleted completed => completed with { CheckId = New(completed.CheckId) },
            MeasureImposed imposed => imposed with { MeasureId = New(imposed.MeasureId) },
            MeasureLapsed lapsed => lapsed with { MeasureId = New(lapsed.MeasureId) },
            ObjectionFiled filed => filed with
            {
                ObjectionId = New(filed.ObjectionId),
                MeasureId = New(filed.MeasureId),
            },
            ObjectionDecided decided => decided with { ObjectionId = New(decided.ObjectionId) },
            _ => fact, // It has no id.
        };

        string New(string id) => id + after;

        string? NewOrNone(string? id) => id is null ? null : New(id);
    }

    /// <summary>The application of each stay that names one.</summary>
    public static Dictionary<string, string> Stays(IEnumerable<RecordedFact> facts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            switch (fact.Fact)
            {
                case StayStarted { ApplicationId: { } application } started:
                    found.TryAdd(started.StayId, application);
                    break;
                case StayEnded { ApplicationId: { } application } ended:
                    found.TryAdd(ended.StayId, application);
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    /// <summary>The measure of each objection.</summary>
    public static Dictionary<string, string> Objections(IEnumerable<RecordedFact> facts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var filed in facts.Select(fact => fact.Fact).OfType<ObjectionFiled>())
            found.TryAdd(filed.ObjectionId, filed.MeasureId);

        return found;
    }
}
