using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Tests.Postgres;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

/// <summary>Each opened database here is as another process: it shares only the server with the others.</summary>
public sealed class Several_processes_that_store_at_once : IDisposable
{
    private const int Writers = 4;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresData _data = new(4, new SteppingTime(Monday));

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Number_changes_so_that_a_reader_never_skips_one()
    {
        const int rounds = 60;
        var views = ViewsOf(_data.Services);
        using var written = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var (seen, after) = (new List<RiskChange>(), 0L);
            while (true)
            {
                // Asked before the page: what is committed by then is in the page.
                var isLast = written.IsCancellationRequested;
                var page = await views.Changes(after, null, 50, None);
                seen.AddRange(page);
                after = page.IsEmpty ? after : page[^1].Sequence;
                if (page.IsEmpty && isLast)
                    return seen;
            }
        });

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var store = StoreOf(_data.Open());
            for (var round = 1; round <= rounds; round++)
            {
                // Slices of many sizes, so that commits overtake each other.
                await store.Flush(
                    [.. Enumerable.Range(0, 1 + (round * 7 + writer * 3) % 40).Select(i =>
                        One(1 + writer * 100 + i, round) with { Changes = [Change(1 + writer * 100 + i, round)] })],
                    None);
            }
        })));
        await written.CancelAsync();

        var read = await reading;
        var stored = await views.Changes(0, null, StoreLimits.PageMax, None);

        Assert.Equal(
            Enumerable.Range(0, Writers).Sum(writer =>
                Enumerable.Range(1, rounds).Sum(round => 1 + (round * 7 + writer * 3) % 40)),
            stored.Length);
        Assert.Equal(stored.AsEnumerable(), read);
    }

    [Fact]
    public async Task Let_one_of_several_activations_store_and_tell_the_others_that_they_lost()
    {
        const int referents = 30;
        var flushed = new ConcurrentBag<(int Referent, RiskLevel From, RiskLevel To)>();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var store = StoreOf(_data.Open());
            var chance = new Random(writer);
            for (var round = 0; round < 40; round++)
            {
                // Everyone begins again from what is stored, folds one event more, and is overtaken now and then.
                var slice = new List<ReferentFlush>();
                foreach (var number in Enumerable.Range(1, referents).OrderBy(_ => chance.Next()))
                {
                    var found = await store.Load(Id(number), None);
                    slice.Add(NextOf(number, found, $"{writer}-{round}", writer + 1));
                }

                var lost = await store.Flush(slice, None);
                foreach (var flush in slice.Where(flush => !lost.Contains(flush.Referent)))
                    flushed.Add((NumberOf(flush), flush.Changes[0].From, flush.Changes[0].To));
            }
        })));

        var store = StoreOf(_data.Services);
        var views = ViewsOf(_data.Services);
        foreach (var number in Enumerable.Range(1, referents))
        {
            var told = await views.Changes(0, Id(number), 10_000, None);
            Assert.Equal(flushed.Count(one => one.Referent == number), told.Length);
            Assert.Equal(told.Length, (await store.Load(Id(number), None))!.Offset);
            // One line: each change goes on from the one before, and no event moved the level twice.
            Assert.All(told.Zip(told.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.Equal(told.Length, told.Select(change => change.Position).Distinct().Count());
        }
    }

    [Fact]
    public async Task Move_a_checkpoint_to_the_furthest_of_all()
    {
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(async () =>
        {
            var store = StoreOf(_data.Open());
            for (var i = 50; i > 0; i--)
                await store.SaveCheckpoint(2, i * 10 + writer, None);
        })));

        Assert.Equal(500 + Writers, await StoreOf(_data.Services).Checkpoint(2, None));
    }

    [Fact]
    public async Task Wake_whoever_waits_in_another_process()
    {
        var waiting = ViewsOf(_data.Open()).WaitForChange(0, None);
        Assert.False(waiting.IsCompleted);

        await StoreOf(_data.Services).Flush([One(1, 5) with { Changes = [Change(1, 5)] }], None);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Give_a_risk_model_one_number()
    {
        var processes = Enumerable.Range(0, Writers).Select(_ => _data.Open()).ToList();
        await Task.WhenAll(processes.Select((process, writer) => Task.Run(() =>
            StoreOf(process).Flush(
                [.. Enumerable.Range(1, 20).Select(i => One(writer * 20 + i, 1) with
                {
                    Risk = One(1, 1).Risk with { ModelHash = $"model-{i % 5}" },
                })],
                None))));

        var page = await ViewsOf(_data.Services).List(
            new ReferentQuery(null, null, null, null, null, null, ReferentSort.Id, null, 100), None);

        Assert.Equal(
            Enumerable.Range(0, Writers).SelectMany(_ => Enumerable.Range(1, 20).Select(i => $"model-{i % 5}")),
            page.Items.Select(row => row.Risk.ModelHash));
        Assert.Equal(5, _data.Database.Ask<long>("SELECT count(*) FROM risk_model"));
    }

    private static ReferentFlush NextOf(int number, ReferentSnapshot? found, string activation, int minutes)
    {
        var offset = 1 + (found?.Offset ?? 0);
        var at = (found?.AsOf ?? Monday).AddMinutes(minutes);
        var flush = One(number, offset);
        return flush with
        {
            Origin = new FlushOrigin(activation, offset - 1, found?.AsOf ?? default),
            Risk = flush.Risk with { AsOf = at },
            Changes =
            [
                Change(number, offset) with
                {
                    Position = new LogPosition(1, offset),
                    At = at,
                    From = offset % 2 == 0 ? RiskLevel.High : RiskLevel.Low,
                    To = offset % 2 == 0 ? RiskLevel.Low : RiskLevel.High,
                },
            ],
        };
    }

    private static int NumberOf(ReferentFlush flush) =>
        Enumerable.Range(1, 100).Single(number => Id(number) == flush.Referent);

    private static IReferentStore StoreOf(IServiceProvider services) => services.GetRequiredService<IReferentStore>();

    private static IReferentViews ViewsOf(IServiceProvider services) => services.GetRequiredService<IReferentViews>();
}
