using System.Globalization;
using System.Text.Json;
using Npgsql;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Chaos;

/// <summary>What must be true after any chaos, looked up in the database and asked of the executable.</summary>
internal sealed class ChaosChecks(string database, Uri gateway)
{
    private const string AsOf = "2026-06-01T00:00:00Z";
    private const int Compared = 50;
    private const int OffsetBits = 40;

    private static readonly TimeSpan SettledMax = TimeSpan.FromMinutes(2);

    private readonly List<string> _broken = [];

    /// <summary>Everything that is not as it must be; empty when all is well.</summary>
    /// <param name="load">Those of one referent in the order in which they were sent.</param>
    /// <param name="total">How many were sent.</param>
    public async Task<IReadOnlyList<string>> Run(IEnumerable<Acknowledged> load, int total)
    {
        await UntilSettled();
        var acknowledged = load.ToList();
        var stored = await Stored();
        Check(acknowledged.Count == total, $"{total - acknowledged.Count} events were never acknowledged");
        OnceAndWhereTheReceiptSaid(acknowledged, stored);
        InTheOrderSent(acknowledged);
        await TheChainHolds();
        await EveryRiskIsAFoldFromScratch();
        await NothingIsLeftBehind();
        return _broken;
    }

    private void OnceAndWhereTheReceiptSaid(
        List<Acknowledged> acknowledged, Dictionary<(string, string), List<string>> stored)
    {
        var lost = acknowledged.Count(one => !stored.ContainsKey((one.Source, one.EventId)));
        var twice = stored.Values.Count(places => places.Count > 1);
        var moved = acknowledged.Count(one =>
            stored.TryGetValue((one.Source, one.EventId), out var places) && places[0] != one.Position);
        Check(lost == 0, $"{lost} acknowledged events are not on the log");
        Check(twice == 0, $"{twice} events are on the log twice");
        Check(moved == 0, $"{moved} events are not where their receipt said");
    }

    private void InTheOrderSent(List<Acknowledged> acknowledged)
    {
        var last = new Dictionary<string, long>();
        var wrong = 0;
        foreach (var one in acknowledged)
        {
            var offset = long.Parse(one.Position.Split('-')[1], CultureInfo.InvariantCulture);
            if (last.TryGetValue(one.Subject, out var before) && before >= offset)
                wrong++;
            last[one.Subject] = offset;
        }

        Check(wrong == 0, $"{wrong} events are on the log before an earlier one of their referent");
    }

    private async Task TheChainHolds()
    {
        var (code, output) = await ServerProcess.Run("verify-log", "--database", database);
        Check(code == 0, $"verify-log says: {output}");
    }

    /// <summary>An event that was lost or counted twice on the way to a snapshot would make the two differ.</summary>
    private async Task EveryRiskIsAFoldFromScratch()
    {
        var kept = await Export();
        var folded = await Export("--from-log");
        var wrong = kept.Zip(folded).Count(pair => pair.First != pair.Second) + Math.Abs(kept.Length - folded.Length);
        Check(wrong == 0, $"{wrong} of {folded.Length} snapshots differ from a fold from scratch");

        using var client = new HttpClient { BaseAddress = gateway };
        foreach (var line in folded.Where((_, index) => index % Math.Max(1, folded.Length / Compared) == 0))
        {
            using var expected = JsonDocument.Parse(line);
            var id = expected.RootElement.GetProperty("referentId").GetString();
            using var live = JsonDocument.Parse(await client.GetStringAsync(new Uri(
                $"/v1/referents/{id}/risk?asOf={AsOf}", UriKind.Relative)));
            foreach (var member in new[] { "level", "points", "evidence" })
            {
                var (is1, must) = (live.RootElement.GetProperty(member), expected.RootElement.GetProperty(member));
                Check(is1.ToString() == must.ToString(), $"{id} has {member} {is1} live and {must} from scratch");
            }
        }
    }

    /// <summary>The read model has reached the last event of every referent, and the outbox waits for nobody.</summary>
    private async Task NothingIsLeftBehind()
    {
        var behind = await Ask(
            $"""
            SELECT count(*) FROM (
                SELECT subject, max(position) & ((1::bigint << {OffsetBits}) - 1) AS last FROM event_log
                WHERE subject LIKE 'kvk:%' GROUP BY subject) log
            LEFT JOIN referent_risk risk ON risk.referent = log.subject
            LEFT JOIN referent_snapshot snapshot ON snapshot.referent = log.subject
            WHERE risk.last_offset IS DISTINCT FROM log.last OR snapshot.last_offset IS DISTINCT FROM log.last
            """);
        Check(behind == 0, $"{behind} referents are stored as of an earlier event than their last");
    }

    private async Task UntilSettled()
    {
        using var client = new HttpClient { BaseAddress = gateway };
        using var patience = new CancellationTokenSource(SettledMax);
        while (true)
        {
            try
            {
                var seen = await Overview.Read(client);
                if (seen.Applied >= seen.Accepted && await Unsaved() == 0)
                    return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                // Not yet back: ask again.
            }

            if (patience.IsCancellationRequested)
            {
                Check(false, $"not everything was applied and stored within {SettledMax}");
                return;
            }

            await Task.Delay(500, CancellationToken.None);
        }
    }

    /// <summary>Partitions whose checkpoint has not reached the end of the log.</summary>
    private Task<long> Unsaved() => Ask(
        """
        SELECT count(*) FROM log_head h LEFT JOIN checkpoint c ON c.partition = h.partition
        WHERE coalesce(c.last_offset, 0) < h.last_offset
        """);

    private async Task<Dictionary<(string, string), List<string>>> Stored()
    {
        var stored = new Dictionary<(string, string), List<string>>();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT s.name, e.id, e.position FROM event_log e JOIN event_source s ON s.number = e.source";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var position = rows.GetInt64(2);
            var token = string.Create(
                CultureInfo.InvariantCulture, $"{position >> OffsetBits}-{position & ((1L << OffsetBits) - 1)}");
            if (!stored.TryAdd((rows.GetString(0), rows.GetString(1)), [token]))
                stored[(rows.GetString(0), rows.GetString(1))].Add(token);
        }

        return stored;
    }

    private async Task<long> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string[]> Export(params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (code, output) = await ServerProcess.Run(
                ["export-risk", "--database", database, "--model", "example", "--as-of", AsOf, "--out", file, .. more]);
            Check(code == 0, $"export-risk says: {output}");
            return await File.ReadAllLinesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds)
            _broken.Add(otherwise);
    }
}
