using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Gateway.Imports;

/// <summary>One run of an import: rows to events to the log, batch by batch, its state on disk after each.</summary>
internal sealed class ImportRun : IDisposable
{
    private const int ImportIdLength = 16;

    private readonly IEventLog _log;
    private readonly TimeProvider _time;
    private readonly CloudEventReader _reader;
    private readonly RowSource _source;
    private readonly RowMapping _rows;
    private readonly ImportStateFile _stateFile;
    private readonly RejectFile _rejects;
    private readonly HashSet<UInt128> _referents = [];
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

    /// <summary>While a batch goes on the log the next is read: never more than the two.</summary>
    private async Task<long> ReadAll(IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var rowsNow = 0L;
        var batch = new ImportBatch();
        var pending = Task.CompletedTask;
        try
        {
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
                Take(batch, row.Number, outcome);
                if (!batch.IsFull)
                    continue;

                await pending;
                pending = Start(batch, finished: false);
                batch = new ImportBatch();
            }

            await pending;
            pending = Start(batch, finished: true);
        }
        finally
        {
            // Whatever ended the reading, the files stay open until the batch on its way has come to its end.
            await pending;
        }

        return rowsNow;

        Task Start(ImportBatch full, bool finished)
        {
            var fraction = finished ? 1 : _source.Fraction;
            return Task.Run(() => Commit(full, fraction, finished, progress, cancellation), CancellationToken.None);
        }
    }

    private void Take(ImportBatch batch, long number, RowOutcome outcome)
    {
        if (outcome.Skipped is { } reason)
        {
            batch.Skip(number, reason);
            return;
        }

        if (outcome.Rejected is { } reject)
        {
            batch.Reject(number, reject);
            return;
        }

        var now = _time.GetUtcNow();
        var events = new NewEvent[outcome.Events.Length];
        foreach (var (index, json) in outcome.Events.Index())
        {
            var reading = _reader.Read(json.Span, now);
            if (reading.Event is not { } read)
            {
                // All of a row or nothing: half an application would be told as a whole one.
                batch.Reject(number, new Reject(reading.Refusals[0].Code, reading.Refusals[0].Pointer ?? ""));
                return;
            }

            events[index] = read;
        }

        batch.Take(number, events);
        Remember(outcome);
    }

    private async Task Commit(
        ImportBatch batch, double fraction, bool finished, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        _state = batch.AddTo(_state);
        foreach (var (row, reject) in batch.Rejects)
            _rejects.Add(row, reject);

        if (batch.Events.Count > 0)
            Count(batch, await _log.Append([.. batch.Events.Select(item => item.Event)], cancellation));

        _state = _state with
        {
            RowCommitted = finished ? long.MaxValue : batch.LastRow,
            RejectsLength = _rejects.Flush(),
            Finished = finished,
        };
        _stateFile.Save(_state);
        progress?.Report(new ImportProgress(
            fraction, _state.Rows, _state.Accepted, _state.Duplicates, _state.Rejects.Values.Sum()));
    }

    private void Count(ImportBatch batch, ImmutableArray<AppendOutcome> outcomes)
    {
        foreach (var (index, outcome) in outcomes.Index())
        {
            if (outcome.Status == AppendStatus.Conflict)
                _rejects.Add(batch.Events[index].Row, new Reject("id-conflict", ""));
        }

        _state = _state.Counting(outcomes);
    }

    private void Remember(RowOutcome outcome)
    {
        if (outcome.Events.Length > 0)
            _referents.Add(Occurrences.HashOf(outcome.Subject));
    }

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
