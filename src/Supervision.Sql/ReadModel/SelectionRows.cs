using Supervision.Escalations;
using Supervision.Referents;
using Supervision.Selections;

namespace Supervision.Sql.ReadModel;

/// <summary>What the rows of a draw mean; both databases have the same columns and select them in this order.</summary>
internal static class SelectionRows
{
    public const string Columns =
        """
        draw, number, referent, stratum, points, waiting_since, risk_of, risk_among, random_of, random_among,
        signal_of, signal_among, drawn_by
        """;

    /// <summary>With the two that are added later.</summary>
    public const string AllColumns = Columns + ", opening, episode";

    public static SelectionRow Of(IRow row)
    {
        var referent = ReferentId.Parse(row.Text(2));
        return new SelectionRow(
            new DrawnMember(
                row.Int(1),
                new PopulationMember(
                    referent,
                    row.Text(3),
                    row.IsNull(4) ? null : row.Int(4),
                    row.IsNull(5) ? null : DateOnly.FromDayNumber(row.Int(5))),
                new Chance(row.Int(6), row.Int(7)),
                new Chance(row.Int(8), row.Int(9)),
                new Chance(row.Int(10), row.Int(11)),
                (DrawnBy)row.Int(12)),
            row.IsNull(13) ? null : (CheckOpening)row.Int(13),
            row.IsNull(14) ? null : new EscalationId(referent, row.Int(14)));
    }

    public static void CheckKeep(IReadOnlyList<DrawnMember> members) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members.Count, SelectionLimits.KeepMax, nameof(members));

    public static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, SelectionLimits.PageMax);
    }
}
