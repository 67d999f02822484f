using System.IO.Pipelines;
using System.Threading.Channels;

namespace Supervision.Gateway.Ingest;

/// <summary>
/// One NDJSON request: reads pieces, has them committed, several at once and in order, and writes their receipts as
/// commits happen. Three loops, each waiting for the next only through something bounded.
/// </summary>
internal sealed class EventStream(
    EventLines lines, Admission admission, IngestWriter writer, ReceiptLines receipts, PipeWriter answer)
{
    // Written by the loop that reads before it ends, read by the one that tells after that.
    private volatile bool _isShutOut;

    /// <summary>Carries the stream to its end.</summary>
    public async Task Run(int piecesMax, long onDiskMax, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var backlog = new ReceiptBacklog(onDiskMax);
        var pieces = Channel.CreateBounded<Piece>(
            new BoundedChannelOptions(piecesMax) { SingleReader = true, SingleWriter = true });

        Task[] loops =
        [
            Guard(Read(pieces.Writer, stop.Token)),
            Guard(Tell(pieces.Reader, backlog, stop.Token)),
            Guard(Send(backlog, stop.Token)),
        ];
        await Task.WhenAll(loops);

        // One that fails stops the others; its error is what the caller sees.
        async Task Guard(Task loop)
        {
            try
            {
                await loop;
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    private async Task Read(ChannelWriter<Piece> pieces, CancellationToken cancellation)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = admission.Watch(reading);
        try
        {
            while (await lines.Read(reading.Token) is { } piece)
            {
                // Asked after it came in: nothing is stored that was sent after the answer to a revocation.
                if (piece.Events.Count > 0 && !await admission.Holds())
                {
                    _isShutOut = true;
                    break;
                }

                if (piece.Events.Count > 0)
                    piece.Outcome = await writer.Take(piece.Events, cancellation);

                await pieces.WriteAsync(piece, cancellation);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _isShutOut = true;
        }
        finally
        {
            await reading.CancelAsync();
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        pieces.Complete();
    }

    private async Task Tell(ChannelReader<Piece> pieces, ReceiptBacklog backlog, CancellationToken cancellation)
    {
        await foreach (var piece in pieces.ReadAllAsync(cancellation))
        {
            var outcomes = await piece.Outcome;
            await backlog.Add(receipts.Write(piece, outcomes.Span), cancellation);
        }

        if (_isShutOut)
            await backlog.Add(receipts.WriteShutOut(), cancellation);
        await backlog.Add(receipts.WriteSummary(), cancellation);
        backlog.Complete();
    }

    private async Task Send(ReceiptBacklog backlog, CancellationToken cancellation)
    {
        while (await backlog.Take(cancellation) is { } waiting)
        {
            var flushed = await answer.WriteAsync(waiting, cancellation);
            if (flushed.IsCanceled || flushed.IsCompleted)
                return;
        }
    }
}
