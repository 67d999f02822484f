using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Ladder;

/// <summary>One step of the ladder of measures: whether it is allowed now, and the rule that says so.</summary>
/// <param name="Because">The rule in a sentence.</param>
/// <param name="SecondPerson">Whether the decision takes two people.</param>
/// <param name="Grounds">Of a suspension or a withdrawal: the grounds that may be named now.</param>
/// <param name="Lines">Of a fine: what each breach may cost.</param>
[GenerateSerializer, Immutable, Alias("ladder-step")]
public sealed record LadderStep(
    [property: Id(0)] MeasureKind Kind,
    [property: Id(1)] bool Allowed,
    [property: Id(2)] LadderRule Rule,
    [property: Id(3)] string Because,
    [property: Id(4)] bool SecondPerson,
    [property: Id(5)] long? ProposedCents,
    [property: Id(6)] long? MaximumCents,
    [property: Id(7)] ImmutableArray<RecognitionGround> Grounds,
    [property: Id(8)] ImmutableArray<FineLine> Lines);

/// <summary>The rules of the ladder.</summary>
[JsonConverter(typeof(ClosedList<LadderRule>))]
public enum LadderRule
{
    NoBreach,
    WarningAtBreach,
    FineByRule,
    FineAfterWarning,
    FineLimitation,
    SuspensionOnGround,
    WithdrawalOnGround,
    NotRecognised,
}
