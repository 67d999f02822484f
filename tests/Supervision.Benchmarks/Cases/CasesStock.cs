using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Benchmarks.Cases;

/// <summary>
/// Many open cases: the fact of each opening on the log, as its grain puts it there, and the row that follows from it.
/// </summary>
internal sealed class CasesStock(IEventLog log, IEscalationStore store)
{
    private const int AtOnce = 256;
    private const int Slice = 500;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(8);

    /// <summary>The one that waits longest first.</summary>
    public ImmutableArray<EscalationId> Ids { get; private set; } = [];

    public async Task Fill(int count)
    {
        var first = Rfc3339.Kept(TimeProvider.System.GetUtcNow() - (count * Apart));
        var rows = new ConcurrentBag<EscalationRow>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, stop) => rows.Add(await Open(number, first + (number * Apart), stop)));
        Ids = [.. rows.OrderBy(row => row.OpenedAt).Select(row => row.Id)];
        foreach (var slice in rows.Chunk(Slice))
            await store.Save(slice, CancellationToken.None);
    }

    private async Task<EscalationRow> Open(int number, DateTimeOffset at, CancellationToken cancellation)
    {
        var referent = ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{number:000000}"));
        var fact = new EscalationOpened(
            1, EscalationGround.Hand, at.AddDays(28), at.AddDays(30), By: "user:lead", Reason: "Of the stock.");
        var (subject, type, data) = (
            EscalationId.SubjectOf(referent), EscalationFactTypes.NameOf(fact), EscalationFactTypes.Write(fact));
        var key = new EventKey(CaseEffects.Source, $"{referent}/1");
        var outcomes = await log.AppendFacts(
            subject, 0,
            [
                new NewEvent(
                    subject, Partitions.Of(referent.ToString(), log.PartitionCount), key, type, at, data,
                    CanonicalEvent.Digest(type, key, subject, at, data)),
            ],
            cancellation);
        return EscalationRows.Evolve(null, referent, fact, outcomes[0].Position, at)!;
    }
}
