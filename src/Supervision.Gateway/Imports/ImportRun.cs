using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Gateway.Imports;

/// <summary>One run of an import: rows to events to the log, batch by batch, its state on disk after each.</summary>
internal sealed class ImportRun : IDisposable
{
    /// <summary>Events in one batch: many enough to share a commit, few enough to repeat after a crash.</summary>
    private const int BatchEvents = 2_000;

    /// <summary>Rows after which progress is kept, though few of them became events.</summary>
    private const int BatchRows = 20_000;

    private const int ImportIdLength = 16;

    private readonly IEventLog _log;
    private readonly TimeProvider _time;
    private readonly CloudEventReader _reader;
    private readonly RowSource _source;
    private readonly RowMapping _rows;
    private readonly ImportStateFile _stateFile;
    private readonly RejectFile _rejects;
    private readonly HashSet<UInt128> _referents = [];
    private readonly List<(long Row, NewEvent Event)> _batch = new(BatchEvents + 16);
    private readonly long _committedBefore;
    private ImportState _state;

    private ImportRun(
        ImportRequest request,
        MappingDocument document,
        string fileHash,
        string importId,
        IEventLog log,
        TimeProvider time)
    {
        _log = log;
        _time = time;
        _reader = new CloudEventReader(EventLimits.Default, log.PartitionCount);
        _source = RowSource.Open(request.FilePath, document.Mapping.File);
        try
        {
            _rows = new RowMapping(document.Mapping, _source.Columns);
            var folder = Path.Combine(request.DataFolder, "imports");
            Directory.CreateDirectory(folder);
            _stateFile = new ImportStateFile(folder, importId);
            _state = _stateFile.Unfinished() ?? ImportState.Start(fileHash, document.Hash);
            _committedBefore = _state.RowCommitted;
            _rejects = new RejectFile(_stateFile.RejectsPath, _state.RejectsLength);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    public static async Task<ImportReport> Carry(
        ImportRequest request,
        IEventLog log,
        TimeProvider time,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (!File.Exists(request.MappingPath))
            throw new ImportRefusedException([new Refusal("mapping-missing", "There is no such mapping.", "")]);

        var document = MappingDocument.Read(await File.ReadAllBytesAsync(request.MappingPath, cancellation));
        if (!File.Exists(request.FilePath))
            throw new ImportRefusedException([new Refusal("file-missing", "There is no such file.", "")]);

        var fileHash = await RowSource.Hash(request.FilePath, cancellation);
        var importId = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(fileHash + document.Hash)))[..ImportIdLength];
        using var run = new ImportRun(request, document, fileHash, importId, log, time);
        var rowsNow = await run.ReadAll(progress, cancellation);
        return run.Report(importId, rowsNow, time.GetElapsedTime(started));
    }

    public void Dispose()
    {
        _rejects.Dispose();
        _rows.Dispose();
        _source.Dispose();
    }

    private async Task<long> ReadAll(IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var rowsNow = 0L;
        foreach (var row in _source.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = _rows.Read(row);
            if (row.Number <= _committedBefore)
            {
                // Done by an earlier run; read again only so that repeated keys get their numbers.
                Remember(outcome);
                continue;
            }

            rowsNow++;
            Take(row.Number, outcome);
            if (_batch.Count >= BatchEvents || rowsNow % BatchRows == 0)
            {
                await Commit(row.Number, false, cancellation);
                progress?.Report(Progress());
            }
        }

        await Commit(long.MaxValue, true, cancellation);
        progress?.Report(Progress());
        return rowsNow;
    }

    private void Take(long number, RowOutcome outcome)
    {
        _state = _state with { Rows = _state.Rows + 1 };
        if (outcome.Skipped is { } reason)
        {
            _state = _state.Skipping(reason);
            return;
        }

        if (outcome.Rejected is { } reject)
        {
            Reject(number, reject);
            return;
        }

        var now = _time.GetUtcNow();
        var first = _batch.Count;
        foreach (var json in outcome.Events)
        {
            var reading = _reader.Read(json.Span, now);
            if (reading.Event is not { } read)
            {
                // All of a row or nothing: half an application would be told as a whole one.
                _batch.RemoveRange(first, _batch.Count - first);
                Reject(number, new Reject(reading.Refusals[0].Code, reading.Refusals[0].Pointer ?? ""));
                return;
            }

            _batch.Add((number, read));
        }

        Remember(outcome);
    }

    private async Task Commit(long row, bool finished, CancellationToken cancellation)
    {
        if (_batch.Count > 0)
        {
            var outcomes = await _log.Append([.. _batch.Select(item => item.Event)], cancellation);
            Count(outcomes);
        }

        _state = _state with { RowCommitted = row, RejectsLength = _rejects.Flush(), Finished = finished };
        _stateFile.Save(_state);
        _batch.Clear();
    }

    private void Count(ImmutableArray<AppendOutcome> outcomes)
    {
        foreach (var (index, outcome) in outcomes.Index())
        {
            if (outcome.Status == AppendStatus.Conflict)
                _rejects.Add(_batch[index].Row, new Reject("id-conflict", ""));
        }

        _state = _state with
        {
            Events = _state.Events + outcomes.Length,
            Accepted = _state.Accepted + outcomes.Count(outcome => outcome.Status == AppendStatus.Accepted),
            Duplicates = _state.Duplicates + outcomes.Count(outcome => outcome.Status == AppendStatus.Duplicate),
            Conflicts = _state.Conflicts + outcomes.Count(outcome => outcome.Status == AppendStatus.Conflict),
        };
    }

    private void Reject(long row, Reject reject)
    {
        _state = _state.Rejecting(reject.Code);
        _rejects.Add(row, reject);
    }

    private void Remember(RowOutcome outcome)
    {
        if (outcome.Events.Length > 0)
            _referents.Add(Occurrences.HashOf(outcome.Subject));
    }

    private ImportProgress Progress() => new(
        _source.Fraction, _state.Rows, _state.Accepted, _state.Duplicates, _state.Rejects.Values.Sum());

    private ImportReport Report(string importId, long rowsNow, TimeSpan elapsed) => new(
        importId,
        _committedBefore > 0,
        _state.Rows,
        _state.Events,
        _state.Accepted,
        _state.Duplicates,
        _state.Conflicts,
        _state.Rejects,
        _state.Skips,
        _referents.Count,
        _stateFile.RejectsPath,
        elapsed,
        elapsed > TimeSpan.Zero ? rowsNow / elapsed.TotalSeconds : 0);
}
