using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Referents;

namespace Supervision.Gateway.Referents;

/// <summary>
/// Streams of changes to clients. A stream holds a number and at most one page, read from the store when the client
/// has taken the page before; so a slow client costs no memory and misses nothing.
/// </summary>
internal sealed class RiskChangeStreams(
    IReferentViews views, BlindGuard guard, IOptions<GatewayOptions> options, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    public const string ContentType = "text/event-stream";
    public const string EventName = "risk-changed";

    private const int PageSize = 100;

    private int _open;

    /// <summary>False when as many streams are open as there may be.</summary>
    public bool TryOpen([NotNullWhen(true)] out Stream? stream)
    {
        stream = null;
        if (Interlocked.Increment(ref _open) > options.Value.RiskChangeStreamsMax)
        {
            Interlocked.Decrement(ref _open);
            return false;
        }

        stream = new Stream(this);
        return true;
    }

    /// <summary>One open stream.</summary>
    internal sealed class Stream(RiskChangeStreams owner) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public void Dispose() => Interlocked.Decrement(ref owner._open);

        /// <summary>
        /// Runs until the client goes, does not take anything for too long, has had its time, or the server stops.
        /// </summary>
        public async Task Run(HttpContext context, long after, ReferentId? referent, CancellationToken cancellation)
        {
            // Whoever comes back is asked anew who they are; an open stream would never be.
            using var enough = new CancellationTokenSource(owner.Options.RiskChangeStreamMax, owner.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                cancellation, owner.Lifetime.ApplicationStopping, enough.Token);
            // A client may be slow; how slow is decided here, by time and not by rate.
            context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = ContentType;
            try
            {
                // Something at once, so that the client knows that it is connected.
                await Comment(context, stop.Token);
                while (!stop.IsCancellationRequested)
                    after = await Next(context, after, referent, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The client went, its time is over or the server stops; it goes on anew with the last id.
                return;
            }
        }

        private async Task<long> Next(
            HttpContext context, long after, ReferentId? referent, CancellationToken cancellation)
        {
            var changes = await owner.Views.Changes(after, referent, PageSize, cancellation);
            // What is kept from the reader is left out for good: after the judgement the history of levels has it.
            var hidden = await owner.Guard.Hidden(
                context.Actor(), changes.Select(change => change.Referent), cancellation);
            foreach (var change in changes.Where(change => !hidden.Contains(change.Referent)))
                Write(change);
            if (!changes.IsEmpty)
            {
                await Flush(context, cancellation);
                return changes[^1].Sequence;
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var beat = Task.Delay(owner.Options.RiskChangeHeartbeat, owner.Time, pause.Token);
            var first = await Task.WhenAny(beat, owner.Views.WaitForChange(after, pause.Token));
            await first;
            await pause.CancelAsync();
            if (first == beat)
                await Comment(context, cancellation);
            return after;
        }

        private void Write(RiskChange change)
        {
            Text($"id: {change.Sequence.ToString(CultureInfo.InvariantCulture)}\nevent: {EventName}\ndata: ");
            using (var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Indented = false }))
                JsonSerializer.Serialize(json, RiskChangeItem.Of(change), GatewayJson.Readable.RiskChangeItem);
            Text("\n\n");
        }

        private async Task Comment(HttpContext context, CancellationToken cancellation)
        {
            Text(":\n\n");
            await Flush(context, cancellation);
        }

        private async Task Flush(HttpContext context, CancellationToken cancellation)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(owner.Options.RiskChangePatience);
            await context.Response.Body.WriteAsync(_buffer.WrittenMemory, patience.Token);
            await context.Response.Body.FlushAsync(patience.Token);
            _buffer.ResetWrittenCount();
        }

        private void Text(string text) => Encoding.UTF8.GetBytes(text, _buffer);
    }

    private IReferentViews Views => views;

    private BlindGuard Guard => guard;

    private GatewayOptions Options => options.Value;

    private TimeProvider Time => time;

    private IHostApplicationLifetime Lifetime => lifetime;
}
