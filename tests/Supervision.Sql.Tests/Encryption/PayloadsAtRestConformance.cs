using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Tests.Log;
using Supervision.Sql.Tests.Referents;

namespace Supervision.Sql.Tests.Encryption;

/// <summary>What a copy of the data shows of dossiers, over each database.</summary>
public abstract class PayloadsAtRestConformance : IDisposable
{
    protected const string Canary = "canary-4f1c";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-keys-").FullName;

    /// <summary>Where the keys are; a test may move them.</summary>
    protected string KeyPath => Path.Combine(_folder, "data.key");

    [Fact]
    public async Task Are_not_found_in_what_is_stored()
    {
        using (var services = Open())
            await Fill(services);

        var stored = await Stored();
        Assert.True(stored.Length > 4_096);
        Assert.Equal(-1, IndexOfCanary(stored));
    }

    [Fact]
    public async Task Are_read_as_they_were_given_after_a_restart()
    {
        using (var services = Open())
            await Fill(services);
        using var again = Open();

        await AssertWhole(again);
    }

    [Fact]
    public async Task Are_refused_without_their_key_and_with_another_one()
    {
        using (var services = Open())
            await Fill(services);

        var kept = Path.Combine(_folder, "kept");
        File.Move(KeyPath, kept);
        var missing = Assert.ThrowsAny<UnusableDataException>(() => Open());
        Assert.Contains("there is no key file", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyPath), "A start on data that have keys made a key.");

        new KeyFile(KeyPath).Prepare();
        var wrong = Assert.ThrowsAny<UnusableDataException>(() => Open());
        Assert.Contains("does not have it", wrong.Message, StringComparison.Ordinal);

        File.Move(kept, KeyPath, overwrite: true);
        using var again = Open();
        await AssertWhole(again);
    }

    [Fact]
    public async Task Are_readable_while_and_after_a_key_is_replaced()
    {
        var services = Open();
        await Fill(services);
        var resealing = services.GetRequiredService<Resealing>();
        var first = Assert.Single(resealing.Keys());

        Assert.Equal(first.Number + 1, resealing.AddKey());
        await AssertWhole(services);
        Assert.Equal([first.Number], resealing.RemoveOldKeys(isAlone: false).Kept);
        var counts = await resealing.Run((_, _) => { }, None);

        Assert.Equal(13, counts.Rewritten); // Ten events, two snapshots, one item of the outbox.
        Assert.Equal(0, (await resealing.Run((_, _) => { }, None)).Rewritten);
        Assert.Equal([first.Number], resealing.RemoveOldKeys(isAlone: true).Removed);
        await AssertWhole(services);
        await services.DisposeAsync();
        using var again = Open();
        await AssertWhole(again);
    }

    [Fact]
    public async Task Open_with_a_new_key_of_keys_and_no_longer_with_the_old_one()
    {
        using (var services = Open())
        {
            await Fill(services);
            var old = await File.ReadAllLinesAsync(KeyPath);
            services.GetRequiredService<Resealing>().AddWrappingKey();
            await File.WriteAllLinesAsync(Path.Combine(_folder, "old"), old);
        }

        using (var again = Open())
            await AssertWhole(again);
        File.Move(Path.Combine(_folder, "old"), KeyPath, overwrite: true);
        Assert.ThrowsAny<UnusableDataException>(() => Open());
    }

    [Fact]
    public async Task Of_before_there_were_keys_are_read_and_then_sealed()
    {
        using (var before = Open(isEnabled: false))
            await Fill(before);
        Assert.NotEqual(-1, IndexOfCanary(await Stored()));

        using (var services = Open())
        {
            await AssertWhole(services);
            Assert.Equal(13, (await services.GetRequiredService<Resealing>().Run((_, _) => { }, None)).Rewritten);
            await AssertWhole(services);
            services.CompactSupervisionData();
        }

        Assert.Equal(-1, IndexOfCanary(await Stored()));
    }

    [Fact]
    public void Have_a_key_file_for_its_owner_alone()
    {
        using var services = Open();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    public void Dispose()
    {
        End();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract ServiceProvider Open(bool isEnabled = true);

    /// <summary>Every byte of the closed data, as whoever steals them has it.</summary>
    private protected abstract Task<byte[]> Stored();

    private protected abstract void End();

    private static int IndexOfCanary(byte[] stored) => stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary));

    private static async Task Fill(IServiceProvider services)
    {
        var log = services.GetRequiredService<IEventLog>();
        await log.Append(
            [.. Enumerable.Range(1, 10).Select(i => SampleEvents.One($"e{i}", content: $"\"{Canary}-{i}\""))], None);
        var store = services.GetRequiredService<IReferentStore>();
        await store.Flush(
            [
                SampleFlushes.One(1, 5) with
                {
                    Snapshot = new ReferentSnapshot(5, Encoding.UTF8.GetBytes($"state {Canary}")),
                    Outbox = [SampleFlushes.Item(1, 5) with { Payload = $$"""{"why":"{{Canary}}"}""" }],
                },
                SampleFlushes.One(2, 7),
            ],
            None);
    }

    private static async Task AssertWhole(IServiceProvider services)
    {
        var log = services.GetRequiredService<IEventLog>();
        var events = await log.ReadPartition(0, 0, 100, None);
        Assert.Equal(10, events.Length);
        Assert.All(events, logged => Assert.Contains(
            Canary, Encoding.UTF8.GetString(logged.Data.Span), StringComparison.Ordinal));
        await foreach (var proof in log.Verify(None))
            Assert.Null(proof.BrokenBecause);

        var store = services.GetRequiredService<IReferentStore>();
        var snapshot = await store.Load(SampleFlushes.Id(1), None);
        Assert.Equal($"state {Canary}", Encoding.UTF8.GetString(snapshot!.State.Span));
        Assert.Equal($$"""{"why":"{{Canary}}"}""", Assert.Single(await store.Outbox(1, 0, 10, None)).Payload);
    }
}
