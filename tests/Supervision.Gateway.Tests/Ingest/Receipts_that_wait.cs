using Supervision.Gateway.Ingest;

namespace Supervision.Gateway.Tests.Ingest;

public sealed class Receipts_that_wait
{
    private const int Piece = 64 * 1024;

    [Fact]
    public async Task Go_to_disk_up_to_the_limit_and_then_make_the_stream_wait()
    {
        using var backlog = new ReceiptBacklog(onDiskMax: 4 * Piece);
        var added = 0;
        Task adding;
        while ((adding = backlog.Add(Receipts(added), CancellationToken.None)).IsCompletedSuccessfully)
        {
            added++;
            Assert.True(added < 100, "It takes more than it may keep.");
        }

        // A mebibyte in memory and the limit on disk.
        Assert.Equal(1024 * 1024 / Piece + 4, added);
        await Task.Delay(50);
        Assert.False(adding.IsCompleted);

        var read = new List<byte>();
        while (!adding.IsCompleted)
            read.AddRange((await backlog.Take(CancellationToken.None))!.Value.ToArray());
        await adding;
        backlog.Complete();
        while (await backlog.Take(CancellationToken.None) is { } more)
            read.AddRange(more.ToArray());

        Assert.Equal(Enumerable.Range(0, added + 1).SelectMany(Receipts), read);
    }

    private static byte[] Receipts(int number)
    {
        var bytes = new byte[Piece];
        Array.Fill(bytes, (byte)number);
        return bytes;
    }
}
