using Orleans.Storage;

namespace Supervision.Sql.Tests.GrainStorage;

/// <summary>What Orleans asks of grain storage and of a table of reminders, over each database.</summary>
public abstract class GrainStorageConformance : IDisposable
{
    private const string State = "counter";

    private static readonly GrainId Grain = GrainId.Create("counter", "kvk:99000001");

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    /// <summary>A silo on the same data as the one before.</summary>
    private protected abstract Task<Silo> Start();

    private protected abstract void End();

    [Fact]
    public async Task Keeps_state_over_a_restart_and_refuses_a_stale_writer()
    {
        var written = new GrainState<List<string>>(["taken", "noted"]);
        await using (var silo = await Start())
        {
            var unknown = new GrainState<List<string>>([]);
            await silo.Storage.ReadStateAsync(State, Grain, unknown);
            Assert.False(unknown.RecordExists);
            Assert.Null(unknown.ETag);

            await silo.Storage.WriteStateAsync(State, Grain, written);
            Assert.Equal("1", written.ETag);
            var stale = new GrainState<List<string>>(["late"]) { ETag = written.ETag };
            written.State!.Add("closed");
            await silo.Storage.WriteStateAsync(State, Grain, written);
            Assert.Equal("2", written.ETag);

            await Assert.ThrowsAsync<InconsistentStateException>(
                () => silo.Storage.WriteStateAsync(State, Grain, stale));
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => silo.Storage.WriteStateAsync(State, Grain, new GrainState<List<string>>(["first again"])));
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => silo.Storage.ClearStateAsync(State, Grain, stale));
            await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.WriteStateAsync(
                State, GrainId.Create("counter", "kvk:99000002"), new GrainState<List<string>>([]) { ETag = "7" }));
        }

        await using (var silo = await Start())
        {
            var read = new GrainState<List<string>>([]);
            await silo.Storage.ReadStateAsync(State, Grain, read);

            Assert.True(read.RecordExists);
            Assert.Equal("2", read.ETag);
            Assert.Equal(["taken", "noted", "closed"], read.State);

            await silo.Storage.ClearStateAsync(State, Grain, read);
            Assert.False(read.RecordExists);
            var cleared = new GrainState<List<string>>([]);
            await silo.Storage.ReadStateAsync(State, Grain, cleared);
            Assert.False(cleared.RecordExists);
            Assert.Empty(cleared.State!);

            // No row is left behind, so what is written next begins anew. Only grains that are named by what is never
            // named again clear their state: a writer from before would be taken for one from after.
            read.State = ["reopened"];
            await silo.Storage.WriteStateAsync(State, Grain, read);
            Assert.Equal("1", read.ETag);
        }
    }

    [Fact]
    public async Task Serves_many_grains_at_once()
    {
        await using var silo = await Start();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            var grain = GrainId.Create("counter", $"kvk:99{number:000000}");
            var state = new GrainState<List<string>>([]);
            for (var write = 0; write < 5; write++)
            {
                state.State!.Add($"{number}/{write}");
                await silo.Storage.WriteStateAsync(State, grain, state);
            }
        })));

        for (var number = 0; number < 64; number++)
        {
            var state = new GrainState<List<string>>([]);
            await silo.Storage.ReadStateAsync(State, GrainId.Create("counter", $"kvk:99{number:000000}"), state);
            Assert.Equal(Enumerable.Range(0, 5).Select(write => $"{number}/{write}"), state.State);
            Assert.Equal("5", state.ETag);
        }
    }

    [Fact]
    public async Task Lets_one_of_several_writers_win_and_says_so_to_the_others()
    {
        await using var silo = await Start();
        foreach (var etag in new[] { null, "1", "2" })
        {
            var writes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
            {
                var state = new GrainState<List<string>>([$"{number}"]) { ETag = etag };
                try
                {
                    await silo.Storage.WriteStateAsync(State, Grain, state);
                    return state.State!.Single();
                }
                catch (InconsistentStateException)
                {
                    return null;
                }
            })));

            var winner = Assert.Single(writes, write => write is not null);
            var read = new GrainState<List<string>>([]);
            await silo.Storage.ReadStateAsync(State, Grain, read);
            Assert.Equal([winner!], read.State!);
        }
    }

    [Fact]
    public async Task Finds_reminders_in_every_kind_of_range()
    {
        await using var silo = await Start();
        var at = new DateTime(2026, 12, 1, 9, 30, 0, DateTimeKind.Utc);
        GrainId[] grains = [.. Enumerable.Range(0, 40).Select(number => GrainId.Create("counter", $"kvk:{number}"))];
        foreach (var grain in grains)
            await silo.Reminders.UpsertRow(Entry("clock", at, grain));

        var chance = new Random(7);
        for (var range = 0; range < 30; range++)
        {
            var (begin, end) = (unchecked((uint)chance.NextInt64()), unchecked((uint)chance.NextInt64()));
            var found = (await silo.Reminders.ReadRows(begin, end)).Reminders.Select(row => row.GrainId);
            var expected = grains.Where(grain => IsWithin(grain.GetUniformHashCode(), begin, end));
            Assert.Equal(expected.Order(), found.Order());
        }
    }

    [Fact]
    public async Task Keeps_reminders_over_a_restart()
    {
        var at = new DateTime(2026, 12, 1, 9, 30, 0, DateTimeKind.Utc);
        string? etag;
        await using (var silo = await Start())
        {
            await silo.Reminders.UpsertRow(Entry("clock", at.AddDays(-1)));
            etag = await silo.Reminders.UpsertRow(Entry("clock", at));
            await silo.Reminders.UpsertRow(Entry("other", at));
        }

        await using (var silo = await Start())
        {
            var one = await silo.Reminders.ReadRow(Grain, "clock");
            Assert.NotNull(one);
            Assert.Equal(at, one.StartAt);
            Assert.Equal(TimeSpan.FromMinutes(1), one.Period);
            Assert.Equal(etag, one.ETag);
            Assert.Equal(["clock", "other"], await Names(silo.Reminders.ReadRows(Grain)));
            var hash = Grain.GetUniformHashCode();
            Assert.Equal(["clock", "other"], await Names(silo.Reminders.ReadRows(hash - 1, hash)));
            Assert.Empty(await Names(silo.Reminders.ReadRows(hash, hash + 1)));
            Assert.Equal(["clock", "other"], await Names(silo.Reminders.ReadRows(0, 0)));

            Assert.False(await silo.Reminders.RemoveRow(Grain, "clock", "99"));
            Assert.True(await silo.Reminders.RemoveRow(Grain, "clock", etag!));
            Assert.Equal(["other"], await Names(silo.Reminders.ReadRows(Grain)));
        }
    }

    private static async Task<IEnumerable<string>> Names(Task<ReminderTableData> rows) =>
        (await rows).Reminders.Select(row => row.ReminderName).Order();

    /// <summary>Above the begin, up to the end, around the top when the end is lower.</summary>
    private static bool IsWithin(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Entry(string name, DateTime at, GrainId? grain = null) => new()
    {
        GrainId = grain ?? Grain,
        ReminderName = name,
        StartAt = at,
        Period = TimeSpan.FromMinutes(1),
    };
}
