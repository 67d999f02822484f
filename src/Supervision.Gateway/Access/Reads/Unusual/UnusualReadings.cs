using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Access.Unusual;

namespace Supervision.Gateway.Access.Reads.Unusual;

/// <summary>Judges a period of the read log by the rules, within limits of what is looked at.</summary>
internal sealed class UnusualReadings(IReadLog reads, CaseLooks cases, IOptions<UnusualReadOptions> options)
{
    /// <summary>The longest period of one question.</summary>
    public static readonly TimeSpan PeriodMax = TimeSpan.FromDays(31);

    public UnusualRules Rules { get; } = options.Value.Rules();

    public async Task<(ImmutableArray<UnusualReading> Found, LookedAt LookedAt)> Find(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var (records, since) = await Records(from - options.Value.BaselineSpan, until, cancellation);
        var wanted = records.Where(read => read.At >= from && UnusualRules.NeedsCase(read))
            .Select(read => read.ReferentId!).Distinct(StringComparer.Ordinal).ToArray();
        var grounds = await cases.Of(wanted.Take(options.Value.ReferentsMax), cancellation);
        return (
            UnusualReads.Find(records, grounds, from, until, Rules),
            new LookedAt(
                from, until, records.Count, since <= from && wanted.Length <= options.Value.ReferentsMax, since));
    }

    /// <summary>Records of a span, the newest first, and since when they are all of them.</summary>
    private async Task<(List<ReadRecord> Records, DateTimeOffset Since)> Records(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var (records, span) = (new List<ReadRecord>(), new ReadSpan(null, from, until, null));
        for (var lookedAt = 0; lookedAt < options.Value.RecordsMax;)
        {
            var page = await reads.Newest(span, IReadLog.PageMax, cancellation);
            foreach (var logged in page)
            {
                if (DossierRead.TryRead(logged, out var read))
                    records.Add(ReadRecord.Of(logged, read));
            }

            if (page.Length < IReadLog.PageMax)
                return (records, from);
            lookedAt += page.Length;
            span = span with { Before = new ReadMark(page[^1].RecordedAt, page[^1].Position) };
        }

        return (records, span.Before!.RecordedAt);
    }
}

/// <summary>What an answer rests on.</summary>
/// <param name="From">The period that was judged.</param>
/// <param name="Until">Its end.</param>
/// <param name="Records">Records that were looked at, those of the baseline among them.</param>
/// <param name="IsComplete">Whether those were all of the period; else ask for a shorter one.</param>
/// <param name="Since">All records since this moment were looked at; a baseline rests on no older ones.</param>
public sealed record LookedAt(
    DateTimeOffset From, DateTimeOffset Until, int Records, bool IsComplete, DateTimeOffset Since);
