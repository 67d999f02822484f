using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Gateway.Access;
using Supervision.Referents;

namespace Supervision.Gateway.Escalations;

/// <summary>
/// Keeps the risk of a referent, and through which channel it was selected, from whoever may have to judge its case, or
/// has it: until the first judgement; and until the second, where there is to be one, from whoever may have to give it.
/// </summary>
internal sealed class BlindGuard(IGrainFactory grains, IEscalationViews views)
{
    /// <summary>The answer to a question about the risk of one referent that is asked too early.</summary>
    public static readonly Refusal JudgeFirst = new(
        "judge-first",
        "The referent has a case that waits for a first or a second judgement: judge it on the facts before its risk.");

    /// <summary>The answer to a question that would be about such a referent among others.</summary>
    public static readonly Refusal JudgeFirstOfOne = new(
        "judge-first",
        "A referent in it has a case that waits for a first or a second judgement, and its risk is kept until then.");

    /// <summary>Whether it is kept from this reader, live.</summary>
    public async Task<bool> Hides(Actor reader, ReferentId referent, CancellationToken cancellation) =>
        await HiddenCase(reader, referent, cancellation) is not null;

    /// <summary>The case because of which it is; null when it is not.</summary>
    public async Task<EscalationView?> HiddenCase(
        Actor reader, ReferentId referent, CancellationToken cancellation) =>
        MayBe(reader) && await grains.Escalation(referent).View(null, cancellation) is { } view && Hides(reader, view)
            ? view
            : null;

    /// <summary>Whether a case is kept from this reader.</summary>
    public static bool Hides(Actor reader, EscalationView view) =>
        (view.IsBlind && Covers(reader, view.Assignee)) || (view.AwaitsReading && MayRead(reader, view.Assignee));

    /// <summary>Whether a case is kept from this reader, by the read model.</summary>
    public static bool Hides(Actor reader, EscalationRow row) =>
        (row.IsBlind && Covers(reader, row.Assignee)) || (row.AwaitsReading && MayRead(reader, row.Assignee));

    /// <summary>Of these referents, those of which it is kept from this reader, by the read model.</summary>
    public async Task<IReadOnlySet<ReferentId>> Hidden(
        Actor reader, IEnumerable<ReferentId> referents, CancellationToken cancellation)
    {
        if (!MayBe(reader))
            return new HashSet<ReferentId>();

        var hidden = new HashSet<ReferentId>();
        foreach (var some in referents.Distinct().Chunk(EscalationQuery.PageSizeMax))
        {
            var last = await views.LastOf(some, cancellation);
            hidden.UnionWith(last.Where(row => Hides(reader, row)).Select(row => row.Id.Referent));
        }

        return hidden;
    }

    /// <summary>Whether it is kept from this reader of any of these referents, by the read model.</summary>
    public async Task<bool> HidesAny(
        Actor reader, IEnumerable<ReferentId> referents, CancellationToken cancellation) =>
        (await Hidden(reader, referents, cancellation)).Count > 0;

    /// <summary>
    /// Whether there may be a referent of which it is kept from this reader: then no total may be shown of which all
    /// others can be taken away.
    /// </summary>
    public async Task<bool> HidesSome(Actor reader, CancellationToken cancellation) =>
        IsOfficer(reader)
        || (MayBe(reader) && (await views.List(
            new EscalationQuery(EscalationState.Taken, null, reader.Id, null, null, null, null, 1),
            cancellation)).Items.Length > 0);

    /// <summary>
    /// Whoever has the case, and every officer: any of them may be the next to have it. A team lead sees it, unless the
    /// lead has the case.
    /// </summary>
    private static bool Covers(Actor reader, string? assignee) =>
        reader.Id == assignee || IsOfficer(reader);

    /// <summary>Every officer but the one who has the case: any of them may be who judges it again.</summary>
    private static bool MayRead(Actor reader, string? assignee) => reader.Id != assignee && IsOfficer(reader);

    /// <summary>Somebody from whom the lists keep cases that wait for a second reading by anybody.</summary>
    public static bool IsOfficer(Actor reader) => reader.Has(Role.EscalationOfficer) && !reader.Has(Role.TeamLead);

    private static bool MayBe(Actor reader) => reader.Has(Role.EscalationOfficer) || reader.Has(Role.TeamLead);
}

/// <summary>Puts the guard before an operation that shows the risk of the referent in its path.</summary>
internal static class BlindGuardConventions
{
    public static TBuilder Guarded<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var guard = context.RequestServices.GetRequiredService<BlindGuard>();
            return ReferentId.TryParse(context.Request.RouteValues["id"] as string, null, out var referent)
                && await guard.Hides(context.Actor(), referent, context.RequestAborted)
                    ? Problems.Refused(BlindGuard.JudgeFirst)
                    : await next(invocation);
        });
}
