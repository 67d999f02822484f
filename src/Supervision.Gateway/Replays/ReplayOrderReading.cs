using System.Collections.Immutable;
using Supervision.Access;
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

    /// <summary>
    /// The order; a refusal when it needs a model and none is in use; neither when nobody can tell what it is.
    /// </summary>
    public (ReplayOrder? Order, Refusal? Refusal) Read(string by, ReadingPurpose purpose)
    {
        var kind = body.Word<ReplayKind>("kind");
        if (request.Problem is not null)
            return (null, null); // What else there may be depends on it.

        body.Without(
            $"A replay of the kind {ClosedList<ReplayKind>.WordFor(kind)} does not take this.",
            Members.Except(Taken[kind]).Except(["kind"]));
        var (from, to) = kind == ReplayKind.Hindsight ? Days() : (null, null);
        var order = new ReplayOrder(
            kind,
            kind == ReplayKind.Reproduce ? null : Model("model") ?? inUse?.Identity,
            Compared(kind),
            Filter(kind),
            Moment("asOf") ?? now,
            Moment("knownAt"),
            kind == ReplayKind.BackTest ? Outcome() : null,
            from,
            to,
            kind != ReplayKind.Reproduce ? 0
                : body.Has("count") ? body.Number("count", 1, ReplayOrder.CountMax)
                : ReplayOrder.CountDefault,
            kind != ReplayKind.Reproduce ? 0 : body.Has("seed") ? body.Number("seed", 0, int.MaxValue) : 1,
            by,
            purpose);
        return order.Model is null && kind != ReplayKind.Reproduce && !body.Has("model")
            ? (null, new Refusal("no-model-in-use", "No model is in use: name a version in `model`.", "/model"))
            : (order, null);
    }

    private ModelIdentity? Compared(ReplayKind kind)
    {
        if (kind == ReplayKind.WhoChangesLevel && !body.Has("compareWith"))
            body.RefuseMember("compareWith", "missing", "This member must be there.");
        return Model("compareWith");
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

    private ReplayFilter Filter(ReplayKind kind)
    {
        if (body.Inside("referents", "ids", "sector", "sizeBand", "purpose", "status") is not { } filter)
            return ReplayFilter.All;

        if (kind == ReplayKind.Reproduce)
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
        var ids = texts.Select(text => ReferentId.TryParse(text, null, out var id) ? id : (ReferentId?)null)
            .OfType<ReferentId>().Distinct().ToImmutableArray();
        if (ids.Length == texts.Length && ids.Length > 0)
            return ids;

        filter.RefuseMember("ids", "malformed-id", "Takes ids of referents, 'scheme:value' in lower case, none twice.");
        return [];
    }

    private DateTimeOffset? Moment(string member)
    {
        if (!body.Has(member))
            return null;

        var moment = body.Instant(member);
        if (moment > now)
            body.RefuseMember(member, "in-the-future", "Takes a moment that has been.");
        else if (moment != default && moment.UtcDateTime.Year < 1990)
            body.RefuseMember(member, "malformed-instant", "Takes a moment from 1990 on.");
        return moment;
    }

    private ReplayOutcome? Outcome()
    {
        if (!body.Has("asOf"))
            body.RefuseMember("asOf", "missing", "This member must be there.");
        if (body.Inside("outcome", "type", "withinDays") is not { } wanted)
        {
            body.RefuseMember("outcome", "missing", "This member must be there.");
            return null;
        }

        var outcome = new ReplayOutcome(
            wanted.Text("type", 100), wanted.Number("withinDays", 1, ReplayOutcome.DaysMax));
        if (outcome.Type.Length > 0 && FactTypes.Find(outcome.Type) is null or { IsAboutEvent: true })
            wanted.RefuseMember("type", "unknown-type", "Takes a type that GET /v1/event-types lists.");
        if (Moment("asOf") is { } asOf && asOf.UtcDateTime.Year >= 1990 && asOf <= now
            && asOf.AddDays(outcome.WithinDays) > now)
            wanted.RefuseMember("withinDays", "not-over-yet", "Takes days after `asOf` all of which have been.");
        return outcome;
    }

    private (DateOnly? From, DateOnly? To) Days()
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var to = body.Has("to") ? body.Date("to") : today;
        var from = body.Has("from") ? body.Date("from") : to > DateOnly.MinValue.AddYears(1) ? to.AddYears(-1) : to;
        if (to > today)
            body.RefuseMember("to", "in-the-future", "Takes a day that has been.");
        else if (from > to || to.DayNumber - from.DayNumber >= Hindsight.DaysMax)
            body.RefuseMember("from", "out-of-range", $"Takes a day at most {Hindsight.DaysMax - 1} days before `to`.");
        else if (from.Year < 1990)
            body.RefuseMember("from", "out-of-range", "Takes a day from 1990 on.");
        return (from, to);
    }
}
