using Supervision.Log;

namespace Supervision.Referents;

/// <summary>
/// A store of what is folded from the log. It can be emptied, to be folded again while no server runs. What was told
/// stays, because it happened once and is no fold: changes of level with their numbers, and the outbox, whose done
/// items keep a rule from being carried out twice.
/// </summary>
public interface IFoldedStore
{
    /// <summary>
    /// Empties the store in one transaction and sets its checkpoints, if it has any, to the given ends of the log, up
    /// to which the caller then folds. So a server that starts after a rebuild was broken off tells nothing twice.
    /// </summary>
    Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation);
}
