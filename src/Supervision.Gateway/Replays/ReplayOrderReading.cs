using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Events;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Gateway.Requests;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Gateway.Replays;

/// <summary>Reads what somebody wants replayed; everything that is wrong with it is said at once.</summary>
internal sealed class ReplayOrderReading(
    RequestReader request, BodyReader body, ModelRegister register, RiskModel? inUse, DateTimeOffset now)
{
    public static readonly string[] Members =
    [
        "kind", "model", "compareWith", "referents", "asOf", "knownAt", "outcome", "from", "to", "count", "seed",
    ];

    private static readonly ImmutableDictionary<ReplayKind, ImmutableArray<string>> Taken =
        new Dictionary<ReplayKind, ImmutableArray<string>>
        {
            [ReplayKind.FeaturesAndScores] = ["model", "referents", "asOf", "knownAt"],
            [ReplayKind.BackTest] = ["model", "compareWith", "referents", "asOf", "knownAt", "outcome"],
            [ReplayKind.WhoChangesLevel] = ["model", "compareWith", "referents", "asOf", "knownAt"],
            [ReplayKind.Hindsight] = ["model", "referents", "from", "to"],
            [ReplayKind.Reproduce] = ["referents", "count", "seed"],
        }.ToImmutableDictionary();

    private static readonly Refusal NoModel = new(
        Scoring.NoModelInUse, "No model is in use: name a version in `model`.", "/model");

    /// <summary>Null while nobody can tell it.</summary>
    private ReplayKind? _kind;

    /// <summary>Whether it takes a model, names none, and there is none in use to take its place.</summary>
    private bool LacksModel =>
        _kind is not (null or ReplayKind.Reproduce) && !body.Has("model") && inUse is null;

    /// <summary>
    /// The order; a refusal when all that is wrong is that it needs a model and none is in use; neither when more is
    /// wrong with the request, and then that is one of the errors. Members are read also when the kind cannot be, so
    /// that what is wrong with them is said in the same answer.
    /// </summary>
    public (ReplayOrder? Order, Refusal? Refusal) Read(string by, ReadingPurpose purpose)
    {
        var word = body.Word<ReplayKind>("kind");
        _kind = body.Reads("kind") ? word : null;
        if (_kind is { } known)
            body.Without(
                $"A replay of the kind {ClosedList<ReplayKind>.WordFor(known)} does not take this.",
                Members.Except(Taken[known]).Except(["kind"]));
        var model = Takes("model") ? Model("model") : null;
        var compared = Compared(model);
        var filter = Filter();
        var (asOf, knownAt) = (Moment("asOf"), Moment("knownAt"));
        var outcome = Takes("outcome") ? Outcome(asOf) : null;
        var (from, to) = Takes("from") ? Days() : (null, null);
        var count = Takes("count") && body.Has("count")
            ? body.Number("count", 1, ReplayOrder.CountMax)
            : ReplayOrder.CountDefault;
        var seed = Takes("seed") && body.Has("seed") ? body.Number("seed", 0, int.MaxValue) : 1;
        if (request.Problem is not null && LacksModel)
            body.RefuseMember("model", NoModel.Code, NoModel.Message);
        if (_kind is not { } kind || request.Problem is not null)
            return (null, null);
        if (LacksModel)
            return (null, NoModel);

        var isDrawn = kind == ReplayKind.Reproduce;
        return (
            new ReplayOrder(
                kind, isDrawn ? null : model ?? inUse?.Identity, compared, filter, asOf ?? now, knownAt, outcome, from,
                to, isDrawn ? count : 0, isDrawn ? seed : 0, by, purpose),
            null);
    }

    /// <summary>Whether the kind has such a member; any does while nobody can tell the kind.</summary>
    private bool Takes(string member) => _kind is not { } kind || Taken[kind].Contains(member);

    private ModelIdentity? Compared(ModelIdentity? model)
    {
        if (!Takes("compareWith"))
            return null;
        if (_kind == ReplayKind.WhoChangesLevel && !body.Has("compareWith"))
            body.RefuseMember("compareWith", "missing", "This member must be there.");
        var compared = Model("compareWith");
        var judging = body.Has("model") ? model : inUse?.Identity;
        if (compared is not null && compared == judging)
            body.RefuseMember("compareWith", "same-version", "Takes another version than the one that judges.");
        return compared;
    }

    private ModelIdentity? Model(string member)
    {
        if (body.Inside(member, "id", "version") is not { } named)
            return null;

        var (id, version) = (
            named.Text("id", ModelVersionName.IdLengthMax), named.Text("version", ModelVersionName.VersionLengthMax));
        if (inUse is { } used && (used.Identity.Id, used.Identity.Version) == (id, version))
            return used.Identity;
        if (ModelVersionName.TryCreate(id, version, out var name) && register.Find(name) is { } known)
            return new ModelIdentity(id, version, known.Hash);

        if (id.Length > 0 && version.Length > 0)
            body.RefuseMember(member, "unknown-version", "Takes a version that the register has, or the one in use.");
        return null;
    }

    private ReplayFilter Filter()
    {
        if (body.Inside("referents", "ids", "sector", "sizeBand", "purpose", "status") is not { } filter)
            return ReplayFilter.All;

        if (_kind == ReplayKind.Reproduce)
            filter.Without("Scores are drawn of named referents or of all.", "sector", "sizeBand", "purpose", "status");
        return new ReplayFilter(
            filter.Has("ids") ? Ids(filter) : [],
            filter.Has("sector") ? filter.Word<Sector>("sector") : null,
            filter.Has("sizeBand") ? filter.Word<SizeBand>("sizeBand") : null,
            filter.Has("purpose") ? filter.Word<Purpose>("purpose") : null,
            filter.Has("status") ? filter.Word<RecognitionStatus>("status") : null);
    }

    private static ImmutableArray<ReferentId> Ids(BodyReader filter)
    {
        var texts = filter.TextList("ids", ReplayFilter.IdsMax, 97);
        if (!filter.Reads("ids"))
            return [];

        var ids = texts.Select(text => ReferentId.TryParse(text, null, out var id) ? id : (ReferentId?)null)
            .OfType<ReferentId>().Distinct().ToImmutableArray();
        if (ids.Length == texts.Length && ids.Length > 0)
            return ids;

        filter.RefuseMember("ids", "malformed-id", "Takes ids of referents, 'scheme:value' in lower case, none twice.");
        return [];
    }

    private DateTimeOffset? Moment(string member)
    {
        if (!Takes(member) || !body.Has(member))
            return null;

        var moment = body.Instant(member);
        if (!body.Reads(member))
            return null;

        if (moment > now)
            body.RefuseMember(member, "in-the-future", "Takes a moment that has been.");
        else if (moment.UtcDateTime.Year < UtcDay.First.Year)
            body.RefuseMember(member, "malformed-instant", "Takes a moment from 1990 on.");
        return body.Reads(member) ? moment : null;
    }

    /// <param name="asOf">Null when it is not there or cannot be read.</param>
    private ReplayOutcome? Outcome(DateTimeOffset? asOf)
    {
        if (_kind is not null && !body.Has("asOf"))
            body.RefuseMember("asOf", "missing", "This member must be there.");
        if (_kind is not null && !body.Has("outcome"))
            body.RefuseMember("outcome", "missing", "This member must be there.");
        if (body.Inside("outcome", "type", "withinDays") is not { } wanted)
            return null;

        var outcome = new ReplayOutcome(
            wanted.Text("type", 100), wanted.Number("withinDays", 1, ReplayOutcome.DaysMax));
        if (wanted.Reads("type") && FactTypes.Find(outcome.Type) is null or { IsAboutEvent: true })
            wanted.RefuseMember("type", "unknown-type", "Takes a type that GET /v1/event-types lists.");
        if (wanted.Reads("withinDays") && asOf?.AddDays(outcome.WithinDays) > now)
            wanted.RefuseMember("withinDays", "not-over-yet", "Takes days after `asOf` all of which have been.");
        return outcome;
    }

    private (DateOnly? From, DateOnly? To) Days()
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var to = body.Has("to") ? body.Day("to") : today;
        var from = body.Has("from") ? body.Day("from") : to?.AddYears(-1);
        if (to > today)
            body.RefuseMember("to", "in-the-future", "Takes a day that has been.");
        if (body.Has("from") && from > today)
            body.RefuseMember("from", "in-the-future", "Takes a day that has been.");
        else if (from > to)
            body.RefuseMember("from", "not-before", "Takes a day that is not after `to`.");
        else if (to?.DayNumber - from?.DayNumber >= Hindsight.DaysMax)
            body.RefuseMember("from", "too-far-back", $"Takes at most {Hindsight.DaysMax} days in all.");
        return (from, to);
    }
}
