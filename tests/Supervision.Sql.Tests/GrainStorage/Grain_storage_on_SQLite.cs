using Orleans.Storage;

namespace Supervision.Sql.Tests.GrainStorage;

public sealed class Grain_storage_on_SQLite : IDisposable
{
    private const string State = "counter";

    private static readonly GrainId Grain = GrainId.Create("counter", "kvk:99000001");

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keeps_state_over_a_restart_and_refuses_a_stale_writer()
    {
        var written = new GrainState<List<string>>(["taken", "noted"]);
        await using (var silo = await Silo.Start(_folder))
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
        }

        await using (var silo = await Silo.Start(_folder))
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

            read.State = ["reopened"];
            await silo.Storage.WriteStateAsync(State, Grain, read);
            Assert.Equal("4", read.ETag);
        }
    }

    [Fact]
    public async Task Serves_many_grains_at_once()
    {
        await using var silo = await Silo.Start(_folder);
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
    public async Task Keeps_reminders_over_a_restart()
    {
        var at = new DateTime(2026, 12, 1, 9, 30, 0, DateTimeKind.Utc);
        string? etag;
        await using (var silo = await Silo.Start(_folder))
        {
            await silo.Reminders.UpsertRow(Entry("clock", at.AddDays(-1)));
            etag = await silo.Reminders.UpsertRow(Entry("clock", at));
            await silo.Reminders.UpsertRow(Entry("other", at));
        }

        await using (var silo = await Silo.Start(_folder))
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

    private static ReminderEntry Entry(string name, DateTime at) => new()
    {
        GrainId = Grain,
        ReminderName = name,
        StartAt = at,
        Period = TimeSpan.FromMinutes(1),
    };
}
