using System.Collections.Immutable;
using Supervision.Replays;

namespace Supervision.Grains.Replays;

/// <summary>
/// A replay while it is worked on. What it did since it was last stored is done again after a crash, from the same
/// position and with the same result.
/// </summary>
internal sealed class ReplayRun(ReplayJob job, IReplaySteps steps, ReplayCounting counting, TimeProvider time)
{
    private readonly List<ImmutableArray<ReplayCell>> _rows = [];
    private int _doneSinceStored;

    /// <summary>As it is now, ahead of what is stored.</summary>
    public ReplayJob Job { get; private set; } = job;

    /// <summary>Works until the slice is over or so many were done; false when there is no more.</summary>
    public async Task<bool> Work(TimeSpan slice, int doneMax, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var more = await Work(started, slice, doneMax, cancellation);
        // Here and not after it is stored: the time goes where the work goes, also when the process dies.
        Spent(time.GetElapsedTime(started));
        return more;
    }

    private async Task<bool> Work(long started, TimeSpan slice, int doneMax, CancellationToken cancellation)
    {
        if (Job.Progress.Total is null)
        {
            if (await steps.Count(cancellation) is { } total)
                Job = Job with { Progress = Job.Progress with { Total = total } };
            return true;
        }

        while (_doneSinceStored < doneMax && time.GetElapsedTime(started) < slice)
        {
            if (await steps.Next(Job.Progress.Position, cancellation) is not { } step)
                return false;

            if (step.Row is { } row)
                _rows.Add(row);
            _doneSinceStored++;
            Job = Job with
            {
                Progress = Job.Progress with
                {
                    Position = step.Position,
                    Done = Job.Progress.Done + 1,
                    Events = Job.Progress.Events + step.Events,
                    Rows = Job.Progress.Rows + (step.Row is null ? 0 : 1),
                },
            };
        }

        return true;
    }

    public bool IsChunkDone(int size) => _doneSinceStored >= size;

    /// <summary>The rows that are not stored yet, as they are stored; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Pack() => _rows.Count == 0 ? default : ReplayRows.Write(_rows);

    /// <summary>The replay with what is about to be stored with it.</summary>
    public ReplayJob WithChunk(int bytes) => Job with
    {
        Tally = counting.Tally,
        Progress = Job.Progress with
        {
            Bytes = Job.Progress.Bytes + bytes,
            Parts = Job.Progress.Parts + (bytes == 0 ? 0 : 1),
        },
    };

    /// <summary>It is stored.</summary>
    /// <param name="took">How long that took, which is told with the next chunk.</param>
    public void Stored(ReplayJob stored, TimeSpan took)
    {
        Job = stored;
        _rows.Clear();
        _doneSinceStored = 0;
        Spent(took);
    }

    private void Spent(TimeSpan spent) => Job = Job with
    {
        Progress = Job.Progress with { Busy = Job.Progress.Busy + spent },
    };
}

/// <summary>What a replay goes through, one after the other.</summary>
internal interface IReplaySteps
{
    /// <summary>Counts on; null until all are counted.</summary>
    Task<long?> Count(CancellationToken cancellation);

    /// <summary>The first after a position; null when there is none.</summary>
    Task<ReplayStep?> Next(string position, CancellationToken cancellation);
}

/// <summary>One referent or score that was looked at.</summary>
/// <param name="Position">Where it is in the order.</param>
/// <param name="Events">How many events were read for it.</param>
/// <param name="Row">What there is to say of it; null when it has no row.</param>
internal sealed record ReplayStep(string Position, int Events, ImmutableArray<ReplayCell>? Row);
