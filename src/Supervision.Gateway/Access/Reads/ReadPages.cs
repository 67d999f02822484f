using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Log;

namespace Supervision.Gateway.Access.Reads;

/// <summary>Reads pages of the read log; what no index finds is looked for in the records themselves.</summary>
internal sealed class ReadPages(IReadLog reads)
{
    /// <summary>Records looked at for one page, which may hold fewer than was asked for and have a next.</summary>
    public const int LookedAtMax = 20_000;

    /// <summary>Records of the span that are wanted, the newest first, and where to go on; null at the end.</summary>
    public async Task<(ImmutableArray<(LoggedEvent Logged, DossierRead Read)> Found, ReadMark? Next)> Read(
        ReadSpan span, Func<DossierRead, bool> isWanted, int size, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<(LoggedEvent, DossierRead)>();
        for (var lookedAt = 0; lookedAt < LookedAtMax;)
        {
            var page = await reads.Newest(span, IReadLog.PageMax, cancellation);
            foreach (var logged in page)
            {
                if (found.Count == size)
                    return (found.ToImmutable(), span.Before);

                span = span with { Before = new ReadMark(logged.RecordedAt, logged.Position) };
                if (DossierRead.TryRead(logged, out var read) && isWanted(read))
                    found.Add((logged, read));
            }

            if (page.Length < IReadLog.PageMax)
                return (found.ToImmutable(), null);
            lookedAt += page.Length;
        }

        return (found.ToImmutable(), span.Before);
    }
}
