using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Selections;

/// <summary>
/// Where the inputs and chances of draws are kept: far more than a fact on the log can hold, so the log has their hash.
/// Nothing rebuilds them, and nothing takes them away.
/// </summary>
public interface ISelectionStore
{
    /// <summary>Puts rows of a draw down, in one transaction.</summary>
    /// <param name="draw">Made for the one attempt, so that no other draw can be overwritten.</param>
    Task Keep(string draw, IReadOnlyList<DrawnMember> members, CancellationToken cancellation);

    /// <summary>Rows with a number above the given one, in order.</summary>
    /// <param name="onlyDrawn">Those that a channel drew.</param>
    Task<ImmutableArray<SelectionRow>> Rows(
        string draw, int afterNumber, int limit, bool onlyDrawn, CancellationToken cancellation);

    /// <summary>The row of one referent; null when it was not in the population.</summary>
    Task<SelectionRow?> Row(string draw, ReferentId referent, CancellationToken cancellation);

    /// <summary>Says what became of a check. What was said once stays.</summary>
    Task Follow(
        string draw, int number, CheckOpening opening, EscalationId? escalation, CancellationToken cancellation);
}

/// <summary>A row of a draw, with the case that came of it.</summary>
/// <param name="Opening">Null as long as there is no case for it, and of whoever was not drawn.</param>
public sealed record SelectionRow(DrawnMember Member, CheckOpening? Opening = null, EscalationId? Escalation = null);

/// <summary>How a check became a case.</summary>
[JsonConverter(typeof(ClosedList<CheckOpening>))]
public enum CheckOpening
{
    /// <summary>A case was opened for it.</summary>
    Opened = 0,

    /// <summary>The referent had an open case, which is the check.</summary>
    Joined = 1,

    /// <summary>Drawn by risk alone, by a model that was stopped before there was a case; there will be none.</summary>
    Withheld = 2,
}

/// <summary>What a store of draws takes and gives at once.</summary>
public static class SelectionLimits
{
    /// <summary>Rows in one transaction.</summary>
    public const int KeepMax = 500;

    /// <summary>Rows in one page.</summary>
    public const int PageMax = 5_000;
}
