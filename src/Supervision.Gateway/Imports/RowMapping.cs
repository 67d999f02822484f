using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Supervision.Gateway.Imports;

/// <summary>A mapping made ready for the columns of one file: turns a row into events, or tells why not.</summary>
internal sealed class RowMapping : IDisposable
{
    private readonly Mapping _mapping;
    private readonly NameFolding _folding;
    private readonly ImmutableArray<int> _subject;
    private readonly ImmutableArray<int> _key;
    private readonly ImmutableArray<(string Reason, Func<Row, bool> Applies)> _skips;
    private readonly ImmutableArray<(DateCheck Rule, DateReading First, DateReading Second)> _checks;
    private readonly ImmutableArray<EventWriting> _events;
    private readonly Occurrences _occurrences = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _writer;

    /// <exception cref="ImportRefusedException">The file lacks columns that the mapping names.</exception>
    public RowMapping(Mapping mapping, string[] columnNames)
    {
        var columns = new Columns(columnNames);
        _mapping = mapping;
        _folding = new NameFolding(mapping.Subject.Folding);
        _subject = columns.PlacesOf(mapping.Subject.Columns, "/subject/columns");
        _key = columns.PlacesOf(mapping.Key, "/key");
        _skips = [.. mapping.Skip.Select((rule, index) =>
            (rule.Reason, columns.AllOf(rule.When, $"/skip/{index}/when")))];
        _checks = [.. mapping.Checks.Select((rule, index) => (
            rule,
            new DateReading(rule.First, columns, $"/checks/{index}/first"),
            new DateReading(rule.Second, columns, $"/checks/{index}/second")))];
        _events = [.. mapping.Events.Select((rule, index) => new EventWriting(rule, columns, $"/events/{index}"))];
        _writer = new Utf8JsonWriter(_buffer);
        if (columns.Missing is { Length: > 0 } missing)
            throw new ImportRefusedException(missing);
    }

    /// <summary>What becomes of a row. Rows are given in the order of the file: repeated keys are counted.</summary>
    public RowOutcome Read(Row row)
    {
        if (row.IsMalformed)
            return RowOutcome.Of(new Reject("row-malformed", ""));

        foreach (var (reason, applies) in _skips)
        {
            if (applies(row))
                return new RowOutcome(reason, null, "", []);
        }

        var subject = _folding.Fold(Columns.FirstOf(row, _subject));
        if (subject.Length == 0)
            return RowOutcome.Of(new Reject("subject-empty", _mapping.Subject.Columns[0]));

        var key = string.Join('~', _key.Select(place => row.Fields[place].Trim()));
        var occurrence = _occurrences.Of($"{key}\u001f{subject}", row.Fields);
        if (Contradiction(row) is { } contradiction)
            return RowOutcome.Of(contradiction);

        return Write(new NamedRow(row, subject, occurrence), key);
    }

    public void Dispose() => _writer.Dispose();

    private Reject? Contradiction(Row row)
    {
        foreach (var (rule, first, second) in _checks)
        {
            if (first.Read(row, out var from) is { } noFirst)
                return noFirst;
            if (second.Read(row, out var to) is { } noSecond)
                return noSecond;

            var days = (to.Date - from.Date).Days;
            if (days < rule.DaysLeast || days > rule.DaysMost)
                return new Reject(rule.Reason, rule.Second.Columns[0]);
        }

        return null;
    }

    private RowOutcome Write(NamedRow named, string key)
    {
        var subject = $"{_mapping.Subject.Scheme}:{named.Subject}";
        var events = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(_events.Length);
        foreach (var rule in _events)
        {
            if (!rule.Applies(named.Row))
                continue;

            _buffer.ResetWrittenCount();
            _writer.Reset(_buffer);
            _writer.WriteStartObject();
            _writer.WriteString("specversion", "1.0");
            _writer.WriteString("id", $"{key}~{named.Subject}{named.OccurrenceText}~{rule.Name}");
            _writer.WriteString("source", _mapping.Source);
            _writer.WriteString("subject", subject);
            if (rule.WriteRest(named, _writer) is { } reject)
                return RowOutcome.Of(reject);

            _writer.WriteEndObject();
            _writer.Flush();
            events.Add(_buffer.WrittenSpan.ToArray());
        }

        return new RowOutcome(null, null, subject, events.ToImmutable());
    }
}

/// <summary>What became of a row: passed over, rejected, or events in JSON.</summary>
internal readonly record struct RowOutcome(
    string? Skipped, Reject? Rejected, string Subject, ImmutableArray<ReadOnlyMemory<byte>> Events)
{
    public static RowOutcome Of(Reject reject) => new(null, reject, "", []);
}

/// <summary>One event rule made ready for the columns of a file.</summary>
internal sealed class EventWriting(EventRule rule, Columns columns, string pointer)
{
    private readonly DateReading _time = new(rule.Time.Date, columns, $"{pointer}/time/date");
    private readonly TimeSpan _at = TimeSpan.ParseExact(rule.Time.At, @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private readonly ImmutableArray<ValueReading> _data =
        [.. rule.Data.Select(pair => new ValueReading(pair.Key, pair.Value, columns, $"{pointer}/data/{pair.Key}"))];

    public string Name => rule.Name;

    public Func<Row, bool> Applies { get; } = columns.AllOf(rule.When, $"{pointer}/when");

    /// <summary>Writes type, time and data; or tells why the row is no event.</summary>
    public Reject? WriteRest(NamedRow named, Utf8JsonWriter writer)
    {
        if (_time.Read(named.Row, out var moment) is { } unreadable)
            return unreadable;

        writer.WriteString("type", rule.Type);
        writer.WriteString("time", moment.TimeOfDay == TimeSpan.Zero ? moment + _at : moment);
        writer.WriteStartObject("data");
        foreach (var value in _data)
        {
            if (value.Write(named, writer) is { } reject)
                return reject;
        }

        writer.WriteEndObject();
        return null;
    }
}
