using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Grains.Streaming;

/// <summary>Brings facts about escalations into the list of escalations.</summary>
internal sealed partial class EscalationList(IEscalationStore store, ILogger logger)
{
    public async Task Apply(ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        foreach (var logged in events)
        {
            if (logged.Data.IsEmpty // Erased by law: no list shows it.
                || !EscalationId.TryParseSubject(logged.Subject, out var referent) || Read(logged) is not { } fact)
                continue;

            var last = await store.Last(referent, cancellation);
            if (last is not null && last.Position.Offset >= logged.Position.Offset)
                continue;

            if (EscalationRows.Evolve(last, referent, fact, logged.Position, logged.Time) is { } row)
                await store.Save([row], cancellation);
        }
    }

    private EscalationFact? Read(LoggedEvent logged)
    {
        try
        {
            return EscalationFactTypes.Read(logged.Type, logged.Data.Span);
        }
        catch (FormatException)
        {
            // One fact that cannot be read must not stop the partition; the list shows the episode as it was before.
            LogUnreadable(logged.Position);
            return null;
        }
    }

    [LoggerMessage(1104, LogLevel.Error, "The fact about an escalation at {Position} cannot be read.")]
    private partial void LogUnreadable(LogPosition position);
}
