using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Supervision.Gateway.Tests.Observation;

/// <summary>What the meter "Supervision" of one host has told: sums of counters, counts of histograms.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _totals = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();

    public Measured(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "Supervision" || !ReferenceEquals(instrument.Meter.Scope, factory))
                return;

            Assert.True(_instruments.TryAdd(instrument.Name, instrument), $"{instrument.Name} is there twice.");
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.Start();
    }

    public IEnumerable<Instrument> Instruments => _instruments.Values.OrderBy(instrument => instrument.Name);

    /// <summary>The names of the labels that were seen.</summary>
    public ConcurrentDictionary<string, byte> Labels { get; } = new();

    /// <summary>The sum, or for a histogram the count, of everything that begins so: <c>name{label=word</c>.</summary>
    public double Total(string series) =>
        _totals.Where(total => total.Key == series || total.Key.StartsWith(series, StringComparison.Ordinal))
            .Sum(total => total.Value);

    /// <summary>What gauges show at this moment; nothing else counts again.</summary>
    public double Look(string gauge)
    {
        foreach (var series in _totals.Keys.Where(key => key.StartsWith(gauge, StringComparison.Ordinal)))
            _totals.TryRemove(series, out _);
        _listener.RecordObservableInstruments();
        return Total(gauge);
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var words = new List<string>();
        foreach (var label in labels)
        {
            Labels.TryAdd($"{instrument.Name} {label.Key}", 0);
            words.Add($"{label.Key}={label.Value}");
        }

        var one = instrument is Histogram<int> or Histogram<double> ? 1 : value;
        _totals.AddOrUpdate(
            $"{instrument.Name}{{{string.Join(',', words)}}}",
            one,
            (_, total) => instrument.IsObservable ? one : total + one);
    }
}
