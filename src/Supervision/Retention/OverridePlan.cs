using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;

namespace Supervision.Retention;

/// <summary>
/// What of the levels set by hand is due: each whole, the setting with its end, when it has long held no more.
/// </summary>
public static class OverridePlan
{
    /// <summary>Judges the facts under the subject of all of them, in order; those ordered to go are gone.</summary>
    public static ImmutableArray<DueOverride> Of(IReadOnlyCollection<LoggedEvent> events, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var erased = events.SelectMany(OverrideFactTypes.ErasedBy).ToHashSet();
        var (all, last) = (new List<Matter>(), new Dictionary<string, Matter>(StringComparer.Ordinal));
        foreach (var logged in events)
        {
            if (logged.Data.IsEmpty || OverrideFactTypes.IsErasure(logged) || erased.Contains(logged.Position.Offset))
                continue;

            var fact = OverrideFactTypes.Read(logged.Type, logged.Data.Span);
            // Another that is set takes the place of the one before; an end ends it before its time.
            var before = last.GetValueOrDefault(fact.ReferentId);
            if (before is not null && logged.Time < before.Ends)
                before.Ends = logged.Time;
            if (fact is not OverrideEnded || before is null)
                all.Add(last[fact.ReferentId] = before = new Matter(
                    fact.ReferentId, fact is OverrideSet set ? set.Until : logged.Time));
            before.Payloads.Add(new DuePayload(logged.Position, logged.Type, MatterKind.Override, logged.Time));
        }

        return
        [
            .. all.Where(matter => IsOver(DateOnly.FromDateTime(matter.Ends.UtcDateTime), today))
                .Select(matter => new DueOverride(ReferentId.Parse(matter.Referent), [.. matter.Payloads])),
        ];
    }

    private static bool IsOver(DateOnly ended, DateOnly today) =>
        RetentionRules.Of(MatterKind.Override, ended) is { } rule && ended.AddYears(rule.Years) < today;

    private sealed class Matter(string referent, DateTimeOffset ends)
    {
        public string Referent { get; } = referent;

        public DateTimeOffset Ends { get; set; } = ends;

        public List<DuePayload> Payloads { get; } = [];
    }
}

/// <summary>A level set by hand whose term is over.</summary>
/// <param name="Referent">On whom it was set; what holds the dossier keeps it too.</param>
public sealed record DueOverride(ReferentId Referent, ImmutableArray<DuePayload> Payloads);
