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
/// has it: until the first judgement.
/// </summary>
internal sealed class BlindGuard(IGrainFactory grains, IEscalationViews views)
{
    /// <summary>The answer to a question about the risk of one referent that is asked too early.</summary>
    public static readonly Refusal JudgeFirst = new(
        "judge-first", "The referent has a case without a first judgement: judge it on the facts before its risk.");

    /// <summary>Whether it is kept from this reader, live.</summary>
    public async Task<bool> Hides(Actor reader, ReferentId referent, CancellationToken cancellation) =>
        MayBe(reader)
        && await grains.Escalation(referent).View(null, cancellation) is { IsBlind: true } view
        && Covers(reader, view.Assignee);

    /// <summary>Of these referents, those of which it is kept from this reader, by the read model.</summary>
    public async Task<IReadOnlySet<ReferentId>> Hidden(
        Actor reader, IEnumerable<ReferentId> referents, CancellationToken cancellation)
    {
        if (!MayBe(reader))
            return new HashSet<ReferentId>();

        var last = await views.LastOf([.. referents.Distinct()], cancellation);
        return last.Where(row => row.IsBlind && Covers(reader, row.Assignee))
            .Select(row => row.Id.Referent).ToHashSet();
    }

    /// <summary>
    /// Whoever has the case, and every officer: any of them may be the next to have it. A team lead sees it, unless the
    /// lead has the case.
    /// </summary>
    public static bool Covers(Actor reader, string? assignee) =>
        reader.Id == assignee || (reader.Has(Role.EscalationOfficer) && !reader.Has(Role.TeamLead));

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
