using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Access.Changes;

/// <summary>Who was given what access, as the log has it: found by account or key, or by time over all.</summary>
public interface IAccessLog
{
    const int PageMax = 1_000;

    /// <summary>Records, the newest first, by when they were recorded and then by position.</summary>
    Task<ImmutableArray<LoggedEvent>> Newest(AccessSpan span, int limit, CancellationToken cancellation);
}

/// <summary>Which changes.</summary>
/// <param name="Subject">Of this account or key alone; null for all.</param>
/// <param name="From">Recorded at or after this.</param>
/// <param name="Until">Recorded before this.</param>
/// <param name="Before">Only what comes after this record in the order, the newest first.</param>
public sealed record AccessSpan(string? Subject, DateTimeOffset From, DateTimeOffset Until, ReadMark? Before);

/// <summary>
/// Changes that a command makes beside servers, which have the log: noted where accounts are, before they are made, and
/// put on the log by the first server that looks.
/// </summary>
public interface IAccessNotes
{
    const int TakeMax = 100;

    Task Add(AccessNote note, CancellationToken cancellation);

    /// <summary>The oldest ones.</summary>
    Task<ImmutableArray<AccessNote>> Oldest(CancellationToken cancellation);

    /// <summary>They are on the log.</summary>
    Task Remove(IReadOnlyCollection<string> ids, CancellationToken cancellation);
}

/// <summary>A change that waits for the log.</summary>
/// <param name="Id">The same on the log, so that to put it there twice changes nothing.</param>
public sealed record AccessNote(string Id, DateTimeOffset At, AccessChanged Change);
