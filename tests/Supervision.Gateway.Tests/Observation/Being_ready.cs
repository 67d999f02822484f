using Microsoft.Data.Sqlite;
using Supervision.Contracts.Streaming;
using Supervision.Gateway.Overview;

namespace Supervision.Gateway.Tests.Observation;

[Collection(nameof(ObservedServer))]
public sealed class Being_ready(ObservedServer server)
{
    [Fact]
    public async Task Ends_while_the_log_cannot_be_written_and_comes_back_by_itself()
    {
        Assert.Equal(200, await Status("/health/ready"));

        // Another program that has the file locked: nothing can be written.
        await using (var other = new SqliteConnection(
            $"Data Source={Path.Combine(server.Folder, "supervision.db")};Pooling=False"))
        {
            await other.OpenAsync();
            using var lockFile = other.CreateCommand();
            lockFile.CommandText = "BEGIN IMMEDIATE";
            await lockFile.ExecuteNonQueryAsync();

            await Until("/health/ready", 503);
            Assert.Equal(200, await Status("/health/live"));
            Assert.Equal(200, await Status("/v1/event-types"));
            // A look at dossiers that cannot be recorded shows nothing.
            Assert.Equal(503, await Status("/v1/referents"));
            Assert.Equal(
                503,
                await server.Send("kvk:996000009", "locked", "stay.started", """{"stayId":"s","on":"2026-01-02"}"""));
            Assert.True(server.Measured.Total("supervision.ingest.commit_failures") >= 1);
            lockFile.CommandText = "ROLLBACK";
            await lockFile.ExecuteNonQueryAsync();
        }

        await Until("/health/ready", 200);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Ends_when_one_partition_is_further_behind_than_the_limit(long head, bool isReady)
    {
        PartitionView[] views = [new(0, 5, 5, 5, 0, 0), new(1, 0, 0, head, 0, 0)];

        Assert.Equal(isReady ? null : Unready.Behind, Readiness.Judge(views, lagMax: 10));
    }

    private async Task<int> Status(string path)
    {
        using var answer = await server.Client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    private async Task Until(string path, int status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Status(path) is var seen && seen != status)
        {
            Assert.False(patience.IsCancellationRequested, $"{path} stayed {seen}.");
            await Task.Delay(100);
        }
    }
}
