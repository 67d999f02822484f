using System.Globalization;

namespace Supervision.Benchmarks.Load;

/// <summary>Durations of one kind, all kept, and their quantiles by nearest rank.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    public int Count
    {
        get
        {
            lock (_lock)
                return _milliseconds.Count;
        }
    }

    public void Add(TimeSpan duration)
    {
        lock (_lock)
            _milliseconds.Add(duration.TotalMilliseconds);
    }

    public double Quantile(double share)
    {
        lock (_lock)
        {
            if (_milliseconds.Count == 0)
                throw new InvalidOperationException("Nothing was measured.");

            var sorted = _milliseconds.Order().ToArray();
            return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"n={Count} p50={Quantile(0.5):0.00} ms p99={Quantile(0.99):0.00} ms max={Quantile(1):0.0} ms");
}
