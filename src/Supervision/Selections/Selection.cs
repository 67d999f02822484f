using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Selections;

/// <summary>The selection of one period, as its facts tell it.</summary>
/// <param name="Number">Its place among all, from 1.</param>
/// <param name="PlannedBy">Who planned it; never who confirmed it.</param>
/// <param name="Seed">From which chance is drawn; null until somebody confirms.</param>
public sealed record Selection(
    string Id,
    int Number,
    SelectionPlan Plan,
    SelectionState State,
    string PlannedBy,
    string Reason,
    DateTimeOffset PlannedAt,
    string? ConfirmedBy = null,
    DateTimeOffset? ConfirmedAt = null,
    string? Seed = null,
    SelectionDrawn? Drawn = null,
    DateTimeOffset? DrawnAt = null,
    SelectionOpened? Opened = null,
    DateTimeOffset? OpenedAt = null);

/// <summary>How far a selection is.</summary>
[JsonConverter(typeof(ClosedList<SelectionState>))]
public enum SelectionState
{
    /// <summary>It waits for a second person.</summary>
    Planned,

    /// <summary>It may be drawn.</summary>
    Confirmed,

    /// <summary>Who is checked is known and stored; cases are being opened.</summary>
    Drawn,

    /// <summary>Every check is a case.</summary>
    Opened,

    /// <summary>Taken back before it was drawn.</summary>
    Withdrawn,
}
