using System.IO.Pipelines;
using System.Threading.Channels;

namespace Supervision.Gateway.Ingest;

/// <summary>
/// One NDJSON request: reads pieces, has them committed, several at once and in order, and writes their receipts as
/// commits happen. Three loops, each waiting for the next only through something bounded.
/// </summary>
internal sealed class EventStream(EventLines lines, IngestWriter writer, ReceiptLines receipts, PipeWriter answer)
{
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
        while (await lines.Read(cancellation) is { } piece)
        {
            if (piece.Events.Count > 0)
                piece.Outcome = await writer.Take(piece.Events, cancellation);

            await pieces.WriteAsync(piece, cancellation);
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
