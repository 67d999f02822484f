using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Supervision.Benchmarks.Chaos;

/// <summary>Asks some referents for their risk all the time, and measures the longest silence of each.</summary>
internal sealed class ChaosWatch(IReadOnlyList<string> referents)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(15);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<Silence> _silences = [];
    private long _answers;
    private long _unavailable;
    private long _errors;

    /// <summary>The longest silence of each referent, between two answers.</summary>
    public IEnumerable<Silence> Longest => referents.GroupJoin(
        _silences, referent => referent, silence => silence.Referent,
        (referent, silences) => silences.MaxBy(silence => silence.Lasted) ?? new Silence(referent, default, default));

    /// <summary>From each answer to the next, or to the end.</summary>
    public IReadOnlyCollection<Silence> Silences => _silences;

    /// <summary>Since the watch began.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);

    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>Answers 503.</summary>
    public long Unavailable => Interlocked.Read(ref _unavailable);

    /// <summary>Anything that was neither an answer nor 503: there should be none.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    public Task Watch(Uri gateway, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, referents.Count).Select(index => Task.Run(
            () => Watch(gateway, index, stop), CancellationToken.None)));

    private async Task Watch(Uri gateway, int index, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = gateway, Timeout = AnswerMax };
        long? last = null;
        while (!stop.IsCancellationRequested)
        {
            var status = await Ask(client, referents[index]);
            if (status is HttpStatusCode.OK)
            {
                Interlocked.Increment(ref _answers);
                Answered(index, last);
                last = Stopwatch.GetTimestamp();
            }
            else if (status is HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _unavailable);
            }
            else if (status is not HttpStatusCode.NotFound)
            {
                // Not found: it has no event yet.
                Interlocked.Increment(ref _errors);
            }

            await Task.Delay(Pace, CancellationToken.None);
        }

        // A silence that lasts to the end counts too.
        Answered(index, last);
    }

    private void Answered(int index, long? last)
    {
        if (last is { } before)
            _silences.Enqueue(new Silence(
                referents[index], Stopwatch.GetElapsedTime(_began, before), Stopwatch.GetElapsedTime(before)));
    }

    private static async Task<HttpStatusCode?> Ask(HttpClient client, string referent)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"/v1/referents/{referent}/risk", UriKind.Relative));
            return answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}

/// <summary>For how long nothing was answered about a referent.</summary>
/// <param name="From">Since the watch began.</param>
internal sealed record Silence(string Referent, TimeSpan From, TimeSpan Lasted)
{
    public TimeSpan To => From + Lasted;

    public bool Has(TimeSpan moment) => From <= moment && moment <= To;
}
