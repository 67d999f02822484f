using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Streaming;

/// <summary>What a run of a partition has for one referent, in order.</summary>
internal readonly record struct SubjectRun(ReferentId Referent, ImmutableArray<LoggedEvent> Events)
{
    /// <summary>Events by referent, and those about no referent.</summary>
    public static (IReadOnlyList<SubjectRun> Runs, ImmutableArray<LoggedEvent> Others) Of(
        ImmutableArray<LoggedEvent> events)
    {
        var bySubject = new Dictionary<string, ImmutableArray<LoggedEvent>.Builder>(StringComparer.Ordinal);
        foreach (var logged in events)
        {
            if (!bySubject.TryGetValue(logged.Subject, out var run))
                bySubject.Add(logged.Subject, run = ImmutableArray.CreateBuilder<LoggedEvent>());
            run.Add(logged);
        }

        var runs = new List<SubjectRun>(bySubject.Count);
        var others = ImmutableArray<LoggedEvent>.Empty;
        foreach (var (subject, run) in bySubject)
        {
            if (ReferentId.TryParse(subject, null, out var referent))
                runs.Add(new SubjectRun(referent, run.DrainToImmutable()));
            else
                others = others.AddRange(run);
        }

        return (runs, others);
    }
}
