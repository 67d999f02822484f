using System.Collections.Immutable;
using Supervision.Access.Unusual;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Access.Reads.Unusual;

/// <summary>Looks up when there was a case of a referent: follow-up by its list, objections by the history.</summary>
internal sealed class CaseLooks(IEscalationViews escalations, IEventLog log)
{
    private const int EpisodesMax = 500;
    private const int EventsMax = 10_000;

    private static readonly string Filed = FactTypes.NameOf<ObjectionFiled>();
    private static readonly string Decided = FactTypes.NameOf<ObjectionDecided>();

    /// <summary>Of these referents; of one whose history is too long to look through nothing is said.</summary>
    public async Task<ReadGrounds> Of(IEnumerable<string> referents, CancellationToken cancellation)
    {
        var found = new Dictionary<string, ImmutableArray<ReadGround>>(StringComparer.Ordinal);
        foreach (var text in referents)
        {
            if (ReferentId.TryParse(text, null, out var referent)
                && await Objections(text, cancellation) is { } objections)
                found[text] = [.. await Episodes(referent, cancellation), .. objections];
        }

        return new ReadGrounds(found);
    }

    private async Task<IEnumerable<ReadGround>> Episodes(ReferentId referent, CancellationToken cancellation)
    {
        var page = await escalations.List(
            new EscalationQuery(null, null, null, referent, null, null, null, EpisodesMax), cancellation);
        return page.Items.Select(row => new ReadGround(row.OpenedAt, row.ClosedAt));
    }

    private async Task<IEnumerable<ReadGround>?> Objections(string referent, CancellationToken cancellation)
    {
        var (open, found, after) = (new Dictionary<string, DateTimeOffset>(), new List<ReadGround>(), 0L);
        for (var looked = 0; looked < EventsMax; looked += LogLimits.PageMax)
        {
            var page = await log.ReadSubject(referent, after, LogLimits.PageMax, cancellation);
            foreach (var logged in page.Where(logged => !logged.Data.IsEmpty))
            {
                if (logged.Type == Filed && FactTypes.Read(Filed, logged.Data.Span) is ObjectionFiled filed)
                    open.TryAdd(filed.ObjectionId, logged.Time);
                else if (logged.Type == Decided && FactTypes.Read(Decided, logged.Data.Span) is ObjectionDecided decided
                    && open.Remove(decided.ObjectionId, out var from))
                    found.Add(new ReadGround(from, logged.Time));
            }

            if (page.Length < LogLimits.PageMax)
                return [.. found, .. open.Values.Select(from => new ReadGround(from, null))];
            after = page[^1].Position.Offset;
        }

        return null;
    }
}
