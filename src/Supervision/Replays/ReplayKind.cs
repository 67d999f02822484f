using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Replays;

/// <summary>What a replay is for.</summary>
[JsonConverter(typeof(ClosedList<ReplayKind>))]
public enum ReplayKind
{
    /// <summary>Every feature and the score of each referent, as of a moment.</summary>
    FeaturesAndScores = 0,

    /// <summary>The same as of a moment long past, with what came of the referents afterwards.</summary>
    BackTest = 1,

    /// <summary>Which referents would have another level by another model.</summary>
    WhoChangesLevel = 2,

    /// <summary>Which past levels would have been different, had been known then what is known now.</summary>
    Hindsight = 3,

    /// <summary>Scores that were told, computed once more.</summary>
    Reproduce = 4,
}

/// <summary>How far a replay is in its life.</summary>
[JsonConverter(typeof(ClosedList<ReplayState>))]
public enum ReplayState
{
    /// <summary>It waits for the one before it.</summary>
    Queued = 0,
    Running = 1,
    Done = 2,

    /// <summary>It could not go on, and says why; it may be resumed.</summary>
    Failed = 3,

    /// <summary>Somebody ended it; it may be resumed.</summary>
    Cancelled = 4,
}
