using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Facts;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Replays;

namespace Supervision.Gateway.Replays;

/// <summary>Orders a replay. What a kind does not take is refused.</summary>
/// <param name="Model">Whatever stage it is in, a draft too; the model in use when left out.</param>
/// <param name="CompareWith">
/// Needed for `who-changes-level`, and a `back-test` may have one: another than judges.
/// </param>
/// <param name="AsOf">The moment of features and scores; now when left out. Needed for a `back-test`.</param>
/// <param name="KnownAt">Only facts recorded by this moment; all that are recorded when left out.</param>
/// <param name="Outcome">Needed for a `back-test`.</param>
/// <param name="From">Of `hindsight`: the first day, in UTC; a year before the last when left out.</param>
/// <param name="To">Of `hindsight`: the last day, in UTC; today when left out. At most 1,830 days in all.</param>
/// <param name="Count">Of `reproduce`: how many scores are drawn; 1,000 when left out.</param>
/// <param name="Seed">Of `reproduce`: the same seed draws the same; 1 when left out.</param>
public sealed record ReplayRequest(
    ReplayKind Kind,
    ReplayModelRequest? Model = null,
    ReplayModelRequest? CompareWith = null,
    ReplayReferentsRequest? Referents = null,
    DateTimeOffset? AsOf = null,
    DateTimeOffset? KnownAt = null,
    ReplayOutcomeRequest? Outcome = null,
    DateOnly? From = null,
    DateOnly? To = null,
    [property: Range(1, ReplayOrder.CountMax)] int? Count = null,
    [property: Range(0, int.MaxValue)] int? Seed = null);

/// <summary>One version of a model.</summary>
public sealed record ReplayModelRequest(
    [property: StringLength(ModelVersionName.IdLengthMax, MinimumLength = 1)] string Id,
    [property: StringLength(ModelVersionName.VersionLengthMax, MinimumLength = 1)] string Version);

/// <summary>Which referents; all when left out. By the register as of the moment of the replay.</summary>
/// <param name="Ids">At most 100.</param>
/// <param name="Status">Of the recognition: for the `purpose` when given, else for any.</param>
public sealed record ReplayReferentsRequest(
    ImmutableArray<string>? Ids = null,
    Sector? Sector = null,
    SizeBand? SizeBand = null,
    Purpose? Purpose = null,
    RecognitionStatus? Status = null);

/// <summary>What counts as having come true.</summary>
/// <param name="Type">The type of an event, such as `supervision.recognition.withdrawn.v1`.</param>
/// <param name="WithinDays">So many days after `asOf`, all of which have been.</param>
public sealed record ReplayOutcomeRequest(
    string Type, [property: Range(1, ReplayOutcome.DaysMax)] int WithinDays);
