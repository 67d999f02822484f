using Supervision.Access.Keys;

namespace Supervision.Gateway.Access.Keys;

/// <summary>
/// Looks keys up for requests. One query is under way at a time; all who ask meanwhile share the next one. So nobody
/// is let in by a look at the store that began before they asked, what is revoked anywhere is out everywhere at once,
/// and however many ask, the store is asked one thing at a time.
/// </summary>
internal sealed class KeyLooks(IApiKeyStore store)
{
    private const int IdsMax = 500;

    private readonly Lock _gate = new();
    private readonly Queue<Look> _waiting = new();
    private Look? _open;
    private bool _isLooking;

    /// <summary>The key as the store has it, at a moment after the call; null when there is none.</summary>
    public async Task<ApiKey?> Find(string id) => (await Ask(id)).GetValueOrDefault(id);

    private Task<IReadOnlyDictionary<string, ApiKey>> Ask(string id)
    {
        Look look;
        lock (_gate)
        {
            if (_open is null || _open.Ids.Count >= IdsMax)
                _waiting.Enqueue(_open = new Look());
            look = _open;
            look.Ids.Add(id);
            if (_isLooking)
                return look.Answer.Task;

            _isLooking = true;
        }

        // Elsewhere, so that whoever comes first does not do the work of all who come after.
        _ = Task.Run(LookForAll);
        return look.Answer.Task;
    }

    private async Task LookForAll()
    {
        while (Next() is { } look)
        {
            try
            {
                var found = await store.Find(look.Ids, CancellationToken.None);
                look.Answer.SetResult(found.ToDictionary(key => key.Id));
            }
            catch (Exception failure)
            {
                look.Answer.SetException(failure);
            }
        }
    }

    private Look? Next()
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var look))
                _isLooking = false;
            else if (look == _open)
                _open = null; // Whoever asks from here on waits for the next one.
            return look;
        }
    }

    private sealed class Look
    {
        public HashSet<string> Ids { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<string, ApiKey>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
