using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Supervision.Referents;

/// <summary>All level changes of one referent or of everybody, oldest first, a page at a time in memory.</summary>
public static class ChangePages
{
    /// <summary>Few have more changes of their own.</summary>
    private const int OfOneMax = 1_000;

    /// <summary>Pages that are not empty.</summary>
    public static async IAsyncEnumerable<ImmutableArray<RiskChange>> ChangesInPages(
        this IReferentViews views, ReferentId? referent, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(views);
        var (after, size) = (0L, referent is null ? StoreLimits.PageMax : OfOneMax);
        while (await views.Changes(after, referent, size, cancellation) is { IsEmpty: false } page)
        {
            yield return page;
            after = page[^1].Sequence;
        }
    }
}
