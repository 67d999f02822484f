using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Npgsql;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// One page of referents. Only the filters that are asked for are in the statement, and what comes from a closed list
/// stands in it as it is, so that the planner knows how rare it is: what is rare is looked up and sorted, what is
/// frequent is met soon on a walk along the order.
/// </summary>
internal static class PostgresListing
{
    // Up to so many hits of a search the hits are sorted; above, hits are so frequent that a walk finds a page soon.
    private const int HitsMax = 2_000;

    // The shortest word that is looked up by groups of three letters.
    private const int IndexedWordMin = 3;

    private const string Select =
        """
        SELECT r.referent, r.partition, r.last_offset, g.display_name, r.sector, g.size_band, g.legal_form,
            g.founded_on, r.labour, r.research, r.study, r.exchange, r.level, r.points, r.evidence, m.name, r.as_of,
            r.level_since, r.due_on
        FROM page r JOIN referent_register g USING (referent) LEFT JOIN risk_model m ON m.number = r.model
        """;

    // Each hit is looked up by its key; a join might read the whole table instead.
    private const string FromHits =
        """
        unnest($1) AS hit (referent)
        CROSS JOIN LATERAL (SELECT * FROM referent_risk one WHERE one.referent = hit.referent OFFSET 0) r
        """;

    public static async Task<ImmutableArray<ReferentListRow>> Page(
        NpgsqlConnection connection, ReferentQuery query, CancellationToken cancellation)
    {
        var words = SearchText.Words(query.Search);
        var hits = words.IsEmpty ? [] : await Hits(connection, words, cancellation);
        if (!words.IsEmpty && hits.IsEmpty)
            return [];

        var statement = new Statement(query);
        if (words.IsEmpty)
            statement.From("referent_risk r");
        else if (hits.Length <= HitsMax)
            statement.FromHits(hits);
        else
            statement.FromWalkAlong(words);
        return await statement.Command(connection)
            .All(row => RowReading.ListRow(row, row.TextOrNull(15)), cancellation);
    }

    /// <summary>Who has all words; one more than <see cref="HitsMax"/> when there are more.</summary>
    private static Task<ImmutableArray<string>> Hits(
        NpgsqlConnection connection, ImmutableArray<string> words, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT referent FROM referent_register WHERE true");
        var command = connection.CreateCommand();
        foreach (var (word, index) in words.Select((word, index) => (word, index)))
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {Holds("text", word, index + 1)}");
            command.With(Argument(word));
        }

        command.CommandText = sql.Append(CultureInfo.InvariantCulture, $" LIMIT {HitsMax + 1}").ToString();
        return command.All(row => row.Text(0), cancellation);
    }

    private static string Holds(string text, string word, int parameter) =>
        IsIndexed(word) ? $"{text} LIKE ${parameter}" : $"strpos({text}, ${parameter}) > 0";

    private static string Argument(string word) => IsIndexed(word)
        ? $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)}%"
        : word;

    private static bool IsIndexed(string word) => word.EnumerateRunes().Count() >= IndexedWordMin;

    /// <summary>A statement as it grows.</summary>
    private sealed class Statement
    {
        private readonly ReferentQuery _query;
        private readonly List<NpgsqlParameter> _parameters = [];
        private readonly StringBuilder _where = new("true");
        private string _from = "";

        public Statement(ReferentQuery query) => _query = query;

        public void From(string from) => _from = from;

        public void FromHits(ImmutableArray<string> hits)
        {
            _from = PostgresListing.FromHits;
            Add(hits.ToArray());
        }

        /// <summary>A subquery by key for each row of the walk, so that it is never turned into a join.</summary>
        public void FromWalkAlong(ImmutableArray<string> words)
        {
            _from = "referent_risk r";
            var holds = words.Select(word => Holds("t.text", word, Add(Argument(word))));
            And($"(SELECT {string.Join(" AND ", holds)} FROM referent_register t WHERE t.referent = r.referent)");
        }

        public NpgsqlCommand Command(NpgsqlConnection connection)
        {
            Filter();
            var order = GoOn();
            var command = connection.Command(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                WITH page AS MATERIALIZED (
                    SELECT r.* FROM {_from} WHERE {_where} ORDER BY {order} LIMIT {_query.PageSize + 1})
                {Select} ORDER BY {order}
                """));
            command.Parameters.AddRange(_parameters.ToArray());
            return command;
        }

        private void Filter()
        {
            if (_query.Level is { } level)
                And($"r.level = {(int)level}");
            if (_query.Sector is { } sector)
                And($"r.sector = '{sector}'");
            if (_query.ChangedSince is { } since)
                And($"r.level_since >= ${Add(since.UtcTicks)}");
            if (_query.Purpose is not null || _query.Status is not null)
                And(Recognition(_query.Purpose, _query.Status));
        }

        /// <summary>Goes on after the last row of the page before; answers the order.</summary>
        private string GoOn()
        {
            var value = _query.Sort switch
            {
                ReferentSort.Id => null,
                ReferentSort.PointsAscending or ReferentSort.PointsDescending => "points",
                ReferentSort.ChangedAscending or ReferentSort.ChangedDescending => "level_since",
                _ => throw new ArgumentOutOfRangeException(nameof(_query)),
            };
            var (beyond, direction) = ReferentFilter.IsDescending(_query.Sort) ? ('<', " DESC") : ('>', "");
            if (_query.Cursor is { } cursor)
            {
                And(value is null
                    ? $"r.referent {beyond} ${Add(cursor.Referent)}"
                    : $"(r.{value}, r.referent) {beyond} (${Add(cursor.SortValue)}, ${Add(cursor.Referent)})");
            }

            return value is null ? $"r.referent{direction}" : $"r.{value}{direction}, r.referent{direction}";
        }

        private void And(string condition) => _where.Append(" AND ").Append(condition);

        private int Add<T>(T value)
        {
            _parameters.Add(Commands.Parameter(value));
            return _parameters.Count;
        }
    }

    /// <summary>The rule of <see cref="ReferentFilter.IsRecognised"/>.</summary>
    private static string Recognition(Purpose? purpose, RecognitionStatus? status) => (purpose, status) switch
    {
        ({ } one, { } wanted) => $"r.{Column(one)} = {(int)wanted}",
        ({ } one, null) => $"r.{Column(one)} > 0",
        (null, RecognitionStatus.None) => "(r.labour = 0 AND r.research = 0 AND r.study = 0 AND r.exchange = 0)",
        (null, RecognitionStatus.Recognised) => "r.recognised",
        (null, RecognitionStatus.Suspended) => "r.suspended",
        (null, RecognitionStatus.Withdrawn) => "r.withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static string Column(Purpose purpose) => purpose switch
    {
        Purpose.Labour => "labour",
        Purpose.Research => "research",
        Purpose.Study => "study",
        Purpose.Exchange => "exchange",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
