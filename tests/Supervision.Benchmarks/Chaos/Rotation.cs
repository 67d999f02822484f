using System.Collections.Immutable;
using System.Net;

namespace Supervision.Benchmarks.Chaos;

/// <summary>
/// What a proxy before the gateways knows: those that say that they are ready, looked up several times a second.
/// A request that met a gateway is not sent to another.
/// </summary>
internal sealed class Rotation(Func<IReadOnlyList<Uri>> gateways) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly HashSet<Uri> _known = [];
    private volatile InRotation _ready = new([.. gateways()]);
    private int _next;
    private int _unready;

    /// <summary>How often a gateway said that it was not ready.</summary>
    public int Unready => _unready;

    /// <summary>The gateway that the next request goes to.</summary>
    public Uri Next()
    {
        var ready = _ready.Addresses;
        return ready[(Interlocked.Increment(ref _next) & int.MaxValue) % ready.Length];
    }

    public async Task Watch(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _known.UnionWith(gateways());
            var looks = await Task.WhenAll(_known.Select(async gateway => (gateway, Ready: await IsReady(gateway))));
            ImmutableArray<Uri> ready = [.. looks.Where(look => look.Ready == true).Select(look => look.gateway)];
            // Whoever has nothing that is ready tries what there is, like any proxy.
            if (!ready.IsEmpty)
                _ready = new InRotation(ready);
            _unready += looks.Count(look => look.Ready == false);
            _known.RemoveWhere(gateway => looks.Any(look => look.gateway == gateway && look.Ready is null));
            await Task.Delay(LookEvery, CancellationToken.None);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Null when nobody answers.</summary>
    private async Task<bool?> IsReady(Uri gateway)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(gateway, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private sealed record InRotation(ImmutableArray<Uri> Addresses);
}
