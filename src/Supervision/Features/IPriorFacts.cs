using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Features;

/// <summary>
/// What the history says about an event that a correction or retraction targets. Looked into only when
/// <see cref="ReferentFold.NeedsPrior"/> says so; later facts than the asking one may be in it and are left aside.
/// </summary>
public interface IPriorFacts
{
    /// <summary>The event with this key, or null when the history has none yet (or its data cannot be read).</summary>
    RecordedFact? Find(EventKey key);

    /// <summary>Whether the event with this key is on the log under another subject.</summary>
    bool IsElsewhere(EventKey key);

    /// <summary>Corrections and retractions of that event, in order of position.</summary>
    IReadOnlyList<RecordedFact> CorrectionsOf(EventKey key);
}
