using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Supervision.Server;

/// <summary>Sends events as NDJSON over HTTP, a few thousand a request, and counts what became of them.</summary>
internal sealed class EventSender : IDisposable
{
    private const int BatchMax = 5_000;
    private const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _client;
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 20);

    /// <param name="key">The key that the server lets the sender in by; null where it needs none.</param>
    public EventSender(Uri server, string? key = null)
    {
        _client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        if (key is not null)
            _client.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    public int Waiting { get; private set; }

    public bool IsFull => Waiting >= BatchMax;

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Refused { get; private set; }

    public string Told => $"{Accepted:N0} accepted, {Duplicates:N0} known already, {Refused:N0} refused";

    /// <param name="json">One event in JSON; copied.</param>
    public void Add(ReadOnlySpan<byte> json)
    {
        _lines.Write(json);
        _lines.Write("\n"u8);
        Waiting++;
    }

    /// <summary>Sends what waits. Sent again when the connection broke: what arrived is a duplicate then.</summary>
    public async Task Send(CancellationToken cancellation)
    {
        if (Waiting == 0)
            return;

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SendOnce(cancellation);
                break;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException && attempt < Attempts)
            {
                await Task.Delay(Pause * attempt, MachineClock.Time, cancellation);
            }
            catch (HttpRequestException failure)
            {
                throw new CannotStartException(
                    $"{_client.BaseAddress} does not take events after {Attempts} tries: {failure.Message}");
            }
        }

        _lines.ResetWrittenCount();
        Waiting = 0;
    }

    public void Dispose() => _client.Dispose();

    private async Task SendOnce(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/events", UriKind.Relative));
        request.Content = new ReadOnlyMemoryContent(_lines.WrittenMemory);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        request.Headers.TryAddWithoutValidation("Prefer", "return=minimal");
        using var answer = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new CannotStartException(
                "The server does not let the sender in. Give a key that holds, of an integrator, by --key-file.");
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        string? last = null;
        while (await lines.ReadLineAsync(cancellation) is { } line)
            last = line;

        using var end = JsonDocument.Parse(last ?? throw new IOException("The answer ended before its summary."));
        if (!end.RootElement.TryGetProperty("summary", out var summary))
            throw new IOException("The answer ended before its summary.");

        Accepted += summary.GetProperty("accepted").GetInt64();
        Duplicates += summary.GetProperty("duplicates").GetInt64();
        Refused += summary.GetProperty("refused").GetInt64() + summary.GetProperty("conflicts").GetInt64();
    }
}
