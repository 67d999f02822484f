using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>Events on their way to the log together, and their outcome when they are there.</summary>
internal sealed class Submission(IReadOnlyList<NewEvent> events)
{
    // Whoever waits goes on elsewhere: the writer has the next commit to make.
    private readonly TaskCompletionSource<ReadOnlyMemory<AppendOutcome>> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<NewEvent> Events => events;

    public Task<ReadOnlyMemory<AppendOutcome>> Outcome => _outcome.Task;

    public void Succeed(ReadOnlyMemory<AppendOutcome> outcomes) => _outcome.SetResult(outcomes);

    public void Fail(Exception reason) => _outcome.SetException(reason);
}
