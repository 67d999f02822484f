using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Log;

namespace Supervision.Sql.ReadModel;

/// <summary>
/// What the rows of the read model mean. Both databases have the same columns and select them in this order; a name
/// that many rows share is a number in the row, and the caller says what it stands for.
/// </summary>
internal static class RowReading
{
    public const string EscalationColumns =
        """
        referent, episode, position, state, ground, level, points, opened_at, due_at, overdue, assignee, notes,
        outcome, closed_at, judged, clocks, next_due_at, snoozed_until, reading,
        judgement, second_judgement, our_due_at
        """;

    /// <param name="model">The hash of the model of the row; it is column 15.</param>
    public static ReferentListRow ListRow(IRow row, string? model) => new(
        ReferentId.Parse(row.Text(0)),
        new LogPosition(row.Int(1), row.Long(2)),
        new RegisterRow(
            row.TextOrNull(3),
            Word<Sector>(row, 4),
            Word<SizeBand>(row, 5),
            Word<LegalForm>(row, 6),
            Day(row, 7),
            (RecognitionStatus)row.Int(8),
            (RecognitionStatus)row.Int(9),
            (RecognitionStatus)row.Int(10),
            (RecognitionStatus)row.Int(11)),
        new RiskRow(
            (RiskLevel)row.Int(12),
            row.Int(13),
            row.Int(14),
            model,
            LogRow.Time(row.Long(16)),
            LogRow.Time(row.Long(17)),
            Day(row, 18)));

    /// <param name="model">The hash of the model; it is column 7.</param>
    /// <param name="causeSource">The source of the event that moved it; column 8, with the id in 9.</param>
    public static RiskChange Change(IRow row, string? model, string? causeSource) => new(
        row.Long(0),
        ReferentId.Parse(row.Text(1)),
        LogRow.Position(row.Long(2)),
        LogRow.Time(row.Long(3)),
        (RiskLevel)row.Int(4),
        (RiskLevel)row.Int(5),
        row.Int(6),
        model,
        causeSource is null ? null : new EventKey(causeSource, row.Text(9)));

    public static OutboxItem Item(IRow row) => new(
        ReferentId.Parse(row.Text(0)),
        LogRow.Position(row.Long(1)),
        row.Text(2),
        LogRow.Time(row.Long(3)),
        row.Text(4))
    {
        HeldBecause = row.TextOrNull(5),
        Number = row.Long(6),
    };

    /// <param name="source">The source of the event; it is column 1.</param>
    public static QuarantinedEvent Quarantined(IRow row, string source) => new(
        LogRow.Position(row.Long(0)),
        new EventKey(source, row.Text(2)),
        row.Text(3),
        row.Text(4),
        LogRow.Time(row.Long(5)),
        ReferentId.Parse(row.Text(6)));

    /// <param name="overdue">Column 9, which one database keeps as a number and the other as a truth.</param>
    public static EscalationRow Escalation(IRow row, bool overdue, bool judged) => new(
        new EscalationId(ReferentId.Parse(row.Text(0)), row.Int(1)),
        LogRow.Position(row.Long(2)),
        Enum.Parse<EscalationState>(row.Text(3)),
        Enum.Parse<EscalationGround>(row.Text(4)),
        (RiskLevel)row.Int(5),
        row.Int(6),
        LogRow.Time(row.Long(7)),
        LogRow.Time(row.Long(8)),
        overdue,
        row.TextOrNull(10),
        row.Int(11),
        Word<EscalationOutcome>(row, 12),
        TimeOrNull(row, 13),
        judged,
        row.Text(15),
        TimeOrNull(row, 16),
        TimeOrNull(row, 17),
        Word<SecondReadingState>(row, 18),
        Word<Judgement>(row, 19),
        Word<Judgement>(row, 20),
        TimeOrNull(row, 21));

    public static EscalationCount EscalationCount(IRow row, bool isFree, bool overdue) =>
        new(Enum.Parse<EscalationState>(row.Text(0)), isFree, overdue, (int)row.Long(3));

    public static SecondReadingCount SecondReadingCount(IRow row) => new(
        Enum.Parse<SecondReadingState>(row.Text(0)),
        Enum.Parse<Judgement>(row.Text(1)),
        Word<Judgement>(row, 2),
        (int)row.Long(3));

    private static DateTimeOffset? TimeOrNull(IRow row, int column) =>
        row.IsNull(column) ? null : LogRow.Time(row.Long(column));

    private static DateOnly? Day(IRow row, int column) =>
        row.IsNull(column) ? null : DateOnly.FromDayNumber(row.Int(column));

    private static TWord? Word<TWord>(IRow row, int column)
        where TWord : struct, Enum =>
        row.IsNull(column) ? null : Enum.Parse<TWord>(row.Text(column));
}
