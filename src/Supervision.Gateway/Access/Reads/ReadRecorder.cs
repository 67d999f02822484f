using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.OpenApi;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Access.Reads;

/// <summary>Puts who read what on the log, in the commits of whatever else comes in at that moment.</summary>
internal sealed class ReadRecorder(IngestWriter writer, IEventLog log, TimeProvider time)
{
    // A list that is asked about one referent shows that dossier and no other.
    private const string ReferentKey = "referentId";

    /// <summary>Ends when the record is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, and may or may not become so.</exception>
    /// <param name="shown">Whose dossier it is, when the handler says so; else path or query do.</param>
    /// <param name="scope">What is read of many dossiers at once; null when that is plain.</param>
    public async Task Record(
        HttpContext context, Operation operation, ReadingPurpose purpose, int status, ReferentId? shown = null,
        string? scope = null)
    {
        var actor = context.Actor();
        var (referent, escalation) = shown is null ? What(context, operation) : (shown, null);
        var now = time.GetUtcNow();
        var read = new DossierRead(
            operation.Id, actor.Id, actor.Kind, actor.Roles, purpose, status, referent?.ToString(),
            escalation?.ToString(), scope);
        await Record(new ReadNote(Guid.CreateVersion7(now), now, read));
    }

    /// <summary>The same of what a command noted; a note that is on the log already changes nothing.</summary>
    public async Task Record(ReadNote note)
    {
        var outcome = await writer.Commit(note.Read.ToEvent(note.Id, note.At, log.PartitionCount));
        if (outcome is not { Status: AppendStatus.Accepted or AppendStatus.Duplicate })
            throw new StoreUnavailableException("A reading cannot be recorded at this moment.");
    }

    private static (ReferentId? Referent, EscalationId? Escalation) What(HttpContext context, Operation operation)
    {
        var named = operation.Path is [{ } key, ..] ? context.Request.RouteValues[key.Name] as string : null;
        if (EscalationId.TryParse(named, null, out var escalation))
            return (escalation.Referent, escalation);

        named ??= operation.Query.Any(query => query.Name == ReferentKey)
            ? context.Request.Query[ReferentKey].ToString()
            : null;
        return (ReferentId.TryParse(named, null, out var referent) ? referent : null, null);
    }
}
