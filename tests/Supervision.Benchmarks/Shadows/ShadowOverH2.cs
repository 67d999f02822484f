using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Gateway.Imports;
using Supervision.Gateway.Shadows;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Benchmarks.Shadows;

/// <summary>
/// All H-2 applications streamed in the order in which things happened, on a clock that goes with them, with the
/// example for such data in use and beside it two versions of it, each without one of its indicators.
/// </summary>
internal static class ShadowOverH2
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static async Task<int> Run(DirectoryInfo folder, CancellationToken cancellation)
    {
        var events = await Read(folder, cancellation);
        var used = RiskModels.ExampleH2;
        ImmutableArray<RiskModel> shadows = [Without("growth", "1.1.0"), Without("recent-refusals", "1.2.0")];
        var time = new SteppedTime(events[0].Time);
        var log = new MemoryEventLog(ShadowHost.PartitionCount, time);
        await using var host = await ShadowHost.Start(
            log, time, new RiskModelInUse(used) { Shadows = shadows }, cancellation);
        var clock = Stopwatch.StartNew();
        var totals = shadows.ToDictionary(shadow => shadow, _ => JudgingTally.Empty);
        foreach (var year in events.GroupBy(happened => happened.Time.UtcDateTime.Year))
        {
            foreach (var week in year.GroupBy(one => (one.Time - DateTimeOffset.UnixEpoch).Ticks / Week.Ticks))
            {
                var some = week.ToArray();
                time.MoveTo(Later(time.GetUtcNow(), some[^1].Time));
                foreach (var batch in some.Chunk(LogLimits.AppendMax))
                    await log.Append(batch, cancellation);
                await host.Applied(cancellation);
                // What time alone changes, once a week.
                await ShadowHost.OfAll(partition => host.Grains.Partition(partition).Sweep(cancellation));
            }

            await ShadowHost.OfAll(partition => host.Grains.Partition(partition).Settle(cancellation));
            await ShadowHost.OfAll(partition => host.Grains.Shadow(partition).Settle(cancellation));
            var (from, to) = (new DateOnly(year.Key, 1, 1), new DateOnly(year.Key, 12, 31));
            foreach (var shadow in shadows)
            {
                var judged = (await Days(host, shadow, from, to, cancellation))
                    .Aggregate(JudgingTally.Empty, (sum, day) => sum.And(day.Judging));
                totals[shadow] = totals[shadow].And(judged);
                Say($"{year.Key}", shadow, judged, (await Standing(host, shadow, cancellation)).Levels);
            }
        }

        Print($"{events.Count:N0} events in {clock.Elapsed.TotalSeconds:N0} s");
        foreach (var shadow in shadows)
            await Sum(host, log, events, used, shadow, totals[shadow], time.GetUtcNow(), cancellation);
        return 0;
    }

    private static async Task Sum(
        ShadowHost host, MemoryEventLog log, List<NewEvent> events, RiskModel used, RiskModel shadow,
        JudgingTally total, DateTimeOffset now, CancellationToken cancellation)
    {
        var standing = await Standing(host, shadow, cancellation);
        Say("all", shadow, total, standing.Levels);
        Print($"a judging took {total.UsedNanoseconds / total.Judgings:N0} ns by the model in use, "
            + $"{total.ShadowNanoseconds / total.Judgings:N0} ns by the shadow");
        foreach (var level in LevelMatrix.Levels)
        {
            var row = LevelMatrix.Levels.Select(other => $"{standing.Levels[level, other],8:N0}");
            Print($"  {level,-20} {string.Join(' ', row)}");
        }

        await Recount(log, events, used, shadow, now, standing.Levels, cancellation);
    }

    private static void Say(string year, RiskModel shadow, JudgingTally judged, LevelMatrix levels)
    {
        var agreement = LevelAgreement.Of(levels);
        var kappa = agreement.Kappa is { } value
            ? $"kappa {value.Value:N3} ({value.Lower:N3} to {value.Upper:N3}, n {value.Count:N0})"
            : $"kappa: {agreement.KappaLack}";
        Print($"{shadow.Identity.Version}, {year}: {judged.Judgings:N0} judgings, "
            + $"level changes {judged.UsedChanges:N0} and "
            + $"{judged.ShadowChanges:N0}, firings {judged.UsedFirings:N0} and {judged.ShadowFirings:N0}; "
            + $"at its end of {levels.Count:N0} referents "
            + $"{levels.Higher:N0} higher, {levels.Lower:N0} lower, {levels.Otherwise:N0} otherwise, "
            + $"{agreement.Share:P2} agree, {kappa}");
    }

    /// <summary>The same from the log alone, without a grain: whoever is counted was counted right.</summary>
    private static async Task Recount(
        MemoryEventLog log, List<NewEvent> events, RiskModel used, RiskModel shadow, DateTimeOffset now,
        LevelMatrix counted, CancellationToken cancellation)
    {
        var standings = new List<ShadowStanding>();
        foreach (var subject in events.Select(happened => happened.Subject).Distinct())
        {
            var fold = await ReferentFolds.Whole(ReferentId.Parse(subject), log, null, cancellation);
            standings.Add(ShadowStanding.Of(
                Scoring.Assess(fold, used, now), Scoring.Assess(fold, shadow, now), fold.Offset, 0));
        }

        var again = StandingTally.Of(standings, PointScale.Of(used), PointScale.Of(shadow)).Levels;
        Print(again.Cells.SequenceEqual(counted.Cells)
            ? $"counted again from the log alone, {again.Count:N0} referents: the same in every cell"
            : "counted again from the log alone: DIFFERENT");
    }

    private static RiskModel Without(string indicator, string version)
    {
        var json = JsonNode.Parse(RiskModels.ExampleH2.Canonical.Span)!.AsObject();
        json["version"] = version;
        var indicators = json["indicators"]!.AsArray();
        indicators.Remove(indicators.Single(one => (string)one!["id"]! == indicator));
        return RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Model!;
    }

    private static async Task<ImmutableArray<ShadowDay>> Days(
        ShadowHost host, RiskModel shadow, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var days = ImmutableArray<ShadowDay>.Empty;
        for (var partition = 0; partition < ShadowHost.PartitionCount; partition++)
            days = days.And(await host.Grains.Shadow(partition).Days(shadow.Identity.Hash, from, to, cancellation));
        return days;
    }

    private static async Task<StandingTally> Standing(
        ShadowHost host, RiskModel shadow, CancellationToken cancellation)
    {
        var sum = StandingTally.Empty;
        for (var partition = 0; partition < ShadowHost.PartitionCount; partition++)
            sum = sum.And((await host.Grains.Shadow(partition).Standing(shadow.Identity.Hash, cancellation)).Tally);
        return sum;
    }

    private static async Task<List<NewEvent>> Read(DirectoryInfo folder, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("h2-");
        try
        {
            var log = new MemoryEventLog(ShadowHost.PartitionCount, TimeProvider.System);
            await Import.Run(
                new ImportRequest(
                    Path.Combine("deploy", "mappings", "h2-applications.json"),
                    Path.Combine(folder.FullName, "h2-applications-fy2008-2014.csv.gz"), work.FullName),
                log, TimeProvider.System, null, cancellation);
            var all = new List<LoggedEvent>();
            for (var partition = 0; partition < log.PartitionCount; partition++)
            {
                while (await log.ReadPartition(
                    partition, all.LastOrDefault(one => one.Position.Partition == partition)?.Position.Offset ?? 0,
                    LogLimits.PageMax, cancellation) is { IsEmpty: false } page)
                    all.AddRange(page);
            }

            return
            [
                .. all.OrderBy(one => one.Time).ThenBy(one => one.Position.Partition).ThenBy(one => one.Position.Offset)
                    .Select(one => new NewEvent(
                        one.Subject, one.Position.Partition, one.Key, one.Type, one.Time, one.Data, new byte[32])),
            ];
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static void Print(string line) => Console.WriteLine(line);
}
