using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Sql.ReadModel;

/// <summary>Makes pages of rows, of which one more than a page was read to see whether there is a next.</summary>
internal static class Pages
{
    public static ReferentPage Of(
        IReadOnlyList<ReferentListRow> rows, ReferentQuery query, ImmutableArray<LogPosition> flushedTo)
    {
        if (rows.Count <= query.PageSize)
            return new ReferentPage([.. rows], null, flushedTo);

        var last = rows[query.PageSize - 1];
        return new ReferentPage(
            [.. rows.Take(query.PageSize)],
            new ReferentCursor(ReferentFilter.SortValue(last.Risk, query.Sort), last.Referent.ToString()),
            flushedTo);
    }

    public static EscalationPage Of(ImmutableArray<EscalationRow> rows, EscalationQuery query)
    {
        if (rows.Length <= query.PageSize)
            return new EscalationPage(rows, null);

        var page = rows[..query.PageSize];
        return new EscalationPage(page, new EscalationCursor(page[^1].OpenedAt, page[^1].Id));
    }

    /// <summary>The ends of all partitions, of which only those that have one are stored.</summary>
    public static ImmutableArray<LogPosition> Ends(
        IEnumerable<(int Partition, long Offset)> stored, int partitionCount)
    {
        var offsets = stored.ToDictionary(row => row.Partition, row => row.Offset);
        return [.. Enumerable.Range(0, partitionCount)
            .Select(partition => new LogPosition(partition, offsets.GetValueOrDefault(partition)))];
    }

    /// <summary>A count for every level, those that no one has too.</summary>
    public static ImmutableArray<(RiskLevel Level, int Count)> Levels(IEnumerable<(RiskLevel Level, int Count)> counted)
    {
        var counts = counted.ToDictionary(row => row.Level, row => row.Count);
        return [.. Enum.GetValues<RiskLevel>().Select(level => (level, counts.GetValueOrDefault(level)))];
    }
}
