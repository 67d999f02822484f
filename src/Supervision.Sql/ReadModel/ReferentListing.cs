using Supervision.Facts;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>
/// One page of referents. An order is an index that also holds what is filtered by; the page goes on after the last
/// row of the page before, so a page costs the same however far it is.
/// </summary>
internal sealed class ReferentListing(LogNames models)
{
    // Up to so many hits the text index leads and the hits are sorted; above, hits are so frequent that walking the
    // order finds a page of them soon.
    private const int HitsMax = 2_000;

    // The shortest word that a trigram index can look up.
    private const int IndexedWordMin = 3;

    private const int FirstWord = 9;
    private const int MatchParameter = FirstWord + SearchText.WordsMax;

    private const string Columns =
        """
        r.referent, r.partition, r.offset, g.display_name, r.sector, g.size_band, g.legal_form, g.founded_on,
        r.labour, r.research, r.study, r.exchange, r.level, r.points, r.evidence, r.model, r.as_of, r.level_since,
        r.due_on
        """;

    private const string PurposeStatus =
        "CASE ?6 WHEN 0 THEN r.labour WHEN 1 THEN r.research WHEN 2 THEN r.study ELSE r.exchange END";

    private const string Filters =
        $"""
        (?3 IS NULL OR r.level = ?3)
        AND (?4 IS NULL OR r.sector = ?4)
        AND (?5 IS NULL OR r.level_since >= ?5)
        AND CASE
            WHEN ?6 IS NULL AND ?7 IS NULL THEN 1
            WHEN ?6 IS NULL AND ?7 = 0 THEN 0 = max(r.labour, r.research, r.study, r.exchange)
            WHEN ?6 IS NULL THEN ?7 IN (r.labour, r.research, r.study, r.exchange)
            WHEN ?7 IS NULL THEN {PurposeStatus} <> 0
            ELSE {PurposeStatus} = ?7 END
        AND (?9 IS NULL OR instr(g.text, ?9)) AND (?10 IS NULL OR instr(g.text, ?10))
        AND (?11 IS NULL OR instr(g.text, ?11)) AND (?12 IS NULL OR instr(g.text, ?12))
        AND (?13 IS NULL OR instr(g.text, ?13)) AND (?14 IS NULL OR instr(g.text, ?14))
        AND (?15 IS NULL OR instr(g.text, ?15)) AND (?16 IS NULL OR instr(g.text, ?16))
        """;

    private const string CountHits =
        "SELECT count(*) FROM (SELECT 1 FROM referent_text WHERE referent_text MATCH ?1 LIMIT ?2)";

    private static readonly Order Id = new("referent_risk_referent", "TRUE", "r.referent", "?2", "r.referent");
    private static readonly Order Points = ByValue("referent_risk_points", "r.points");
    private static readonly Order Changed = ByValue("referent_risk_changed", "r.level_since");
    private static readonly Order PointsOfLevel =
        Points with { Index = "referent_risk_level", Condition = "r.level = ?3" };

    public List<ReferentListRow> Page(Session session, ReferentQuery query, int limit)
    {
        var words = SearchText.Words(query.Search);
        var match = string.Join(
            ' ',
            words.Where(word => word.EnumerateRunes().Count() >= IndexedWordMin)
                .Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var isLedByText = match.Length > 0 && Hits(session, match) <= HitsMax;
        var order = OrderOf(query);
        var isDescending = ReferentFilter.IsDescending(query.Sort);

        var select = session.Prepared(order.Sql(isLedByText, isDescending));
        Bind(select, query, limit);
        for (var i = 0; i < SearchText.WordsMax; i++)
            select.Bind(FirstWord + i, i < words.Length ? words[i] : null);
        if (isLedByText)
            select.Bind(MatchParameter, match);
        return [.. select.All(row => One(session, row))];
    }

    private static void Bind(Statement select, ReferentQuery query, int limit)
    {
        var isDescending = ReferentFilter.IsDescending(query.Sort);
        select
            .Bind(1, query.Cursor?.SortValue ?? (isDescending ? long.MaxValue : long.MinValue))
            .Bind(2, query.Cursor?.Referent ?? (isDescending ? "\U0010FFFF" : ""))
            .Bind(3, (int?)query.Level)
            .Bind(4, query.Sector?.ToString())
            .Bind(5, query.ChangedSince?.UtcTicks)
            .Bind(6, PurposeNumber(query.Purpose))
            .Bind(7, (int?)query.Status)
            .Bind(8, limit);
    }

    private static long? PurposeNumber(Purpose? purpose) => purpose switch
    {
        null => null,
        Purpose.Labour => 0,
        Purpose.Research => 1,
        Purpose.Study => 2,
        Purpose.Exchange => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private static Order ByValue(string index, string value) =>
        new(index, "TRUE", $"({value}, r.referent)", "(?1, ?2)", $"{value}, r.referent");

    private static Order OrderOf(ReferentQuery query) => query.Sort switch
    {
        ReferentSort.Id => Id,
        ReferentSort.PointsAscending or ReferentSort.PointsDescending =>
            query.Level is null ? Points : PointsOfLevel,
        ReferentSort.ChangedAscending or ReferentSort.ChangedDescending => Changed,
        _ => throw new ArgumentOutOfRangeException(nameof(query)),
    };

    private static long Hits(Session session, string match)
    {
        var count = session.Prepared(CountHits).Bind(1, match).Bind(2, HitsMax + 1);
        count.Step();
        var hits = count.Long(0);
        count.Reset();
        return hits;
    }

    private ReferentListRow One(Session session, Statement row) =>
        RowReading.ListRow(row, row.IsNull(15) ? null : models.Name(session, row.Long(15)));

    /// <summary>An order of the list: the index that has it, and how a page goes on in it.</summary>
    private sealed record Order(string Index, string Condition, string Key, string After, string Columns)
    {
        public string Sql(bool isLedByText, bool isDescending) =>
            $"""
            SELECT {ReferentListing.Columns}
            FROM {(isLedByText ? TextFirst : $"referent_risk r INDEXED BY {Index}")}
            CROSS JOIN referent_register g ON g.number = r.number
            WHERE {(isLedByText ? Matches : Condition)} AND {Key} {(isDescending ? '<' : '>')} {After} AND {Filters}
            ORDER BY {(isDescending ? Columns.Replace(",", " DESC,", StringComparison.Ordinal) + " DESC" : Columns)}
            LIMIT ?8
            """;

        private const string TextFirst = "referent_text t CROSS JOIN referent_risk r ON r.number = t.rowid";

        private const string Matches = "t.referent_text MATCH ?17";
    }
}
