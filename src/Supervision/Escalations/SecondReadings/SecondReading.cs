using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Escalations.SecondReadings;

/// <summary>The second reading of a case that was drawn for it.</summary>
/// <param name="Plan">The number of the plan that drew it.</param>
/// <param name="Seen">Who has had the case since it was drawn; the case itself knows who had it before.</param>
/// <param name="Reader">Who reads it; null while nobody does.</param>
/// <param name="LockedUntil">Until when nobody else may.</param>
/// <param name="Judgement">Null while it is awaited.</param>
/// <param name="Differs">Whether the two judgements do.</param>
/// <param name="Settled">What the lead made of a difference.</param>
[GenerateSerializer, Immutable, Alias("second-reading")]
public sealed record SecondReading(
    [property: Id(0)] int Plan,
    [property: Id(1)] DateTimeOffset DrawnAt,
    [property: Id(2)] ImmutableArray<string> Seen,
    [property: Id(3)] string? Reader = null,
    [property: Id(4)] DateTimeOffset? LockedUntil = null,
    [property: Id(5)] SecondJudgement? Judgement = null,
    [property: Id(6)] bool Differs = false,
    [property: Id(7)] Settlement? Settled = null)
{
    /// <summary>As it is after a fact; null when the case was not drawn.</summary>
    internal static SecondReading? After(CaseFile file, EscalationFact happened, DateTimeOffset at) =>
        (file.Reading, happened) switch
        {
            (_, EscalationOpened) => null,
            (_, EscalationReadingDrawn drawn) => new SecondReading(drawn.Plan, at, []),
            (null, _) => null,
            ({ } reading, EscalationTaken taken) => reading.SeenBy(taken.Officer),
            ({ } reading, EscalationAssigned given) => reading.SeenBy(given.Officer),
            ({ } reading, EscalationReadingTaken taken) => reading with
            {
                Reader = taken.Officer,
                LockedUntil = taken.LockedUntil,
            },
            ({ } reading, EscalationJudgedAgain judged) => reading with
            {
                LockedUntil = null,
                Judgement = new SecondJudgement(judged.Judgement, judged.Officer, at, judged.Text),
                Differs = judged.Judgement != file.Judgement!.Judgement,
            },
            ({ } reading, EscalationDifferenceSettled settled) => reading with
            {
                Settled = new Settlement(settled.Judgement, settled.Officer, at, settled.Reason),
            },
            _ => file.Reading,
        };

    private SecondReading SeenBy(string officer) =>
        Seen.Contains(officer) ? this : this with { Seen = Seen.Add(officer) };
}

/// <summary>What a second officer thought of a case, having seen no more than the first had.</summary>
[GenerateSerializer, Immutable, Alias("second-judgement")]
public sealed record SecondJudgement(
    [property: Id(0)] Judgement Judgement,
    [property: Id(1)] string Officer,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Text);

/// <summary>What a lead made of two judgements that differ. Both stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("settlement")]
public sealed record Settlement(
    [property: Id(0)] Judgement Judgement,
    [property: Id(1)] string Officer,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Reason);

/// <summary>How a second reading stands, for lists.</summary>
[JsonConverter(typeof(ClosedList<SecondReadingState>))]
public enum SecondReadingState
{
    /// <summary>Drawn, and not judged again yet.</summary>
    Awaited,

    /// <summary>Judged again, the same.</summary>
    Same,

    /// <summary>Judged again, and not the same; the lead has not settled it.</summary>
    Differs,

    /// <summary>It differed, and the lead has settled it.</summary>
    Settled,

    /// <summary>The case was closed, after the term for it had passed, before anybody had judged it again.</summary>
    Missed,
}
