using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Tests.Retention;

namespace Supervision.Benchmarks.Erasing;

/// <summary>
/// Scores after an erasure against those of the same histories without what was to be erased: byte for byte, folded
/// from the log and from what is stored; and whether the past says that it can no longer be computed.
/// </summary>
internal sealed class ErasedScores(IServiceProvider services, IReadOnlyList<ReferentId> referents)
{
    private readonly IEventLog _log = services.GetRequiredService<IEventLog>();
    private readonly Dictionary<ReferentId, string> _expected = [];

    /// <summary>To be called before.</summary>
    public async Task Expect(CancellationToken cancellation)
    {
        foreach (var referent in referents)
        {
            var events = await _log.ReadSubject(referent.ToString(), 0, 1_000, cancellation);
            _expected[referent] = Canonical(referent, HistoryFold.Of(referent, events
                .Where(logged => !IsDue(logged))
                .Select(logged => new RecordedFact(
                    logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                    FactTypes.Read(logged.Type, logged.Data.Span)))));
        }
    }

    public async Task Compare(CancellationToken cancellation)
    {
        var store = services.GetRequiredService<IReferentStore>();
        var (otherFromLog, otherStored, saidSo) = (0, 0, 0);
        foreach (var (referent, expected) in _expected)
        {
            var (fold, erased) = await ReferentFolds.Past(referent, _log, null, cancellation);
            otherFromLog += Canonical(referent, fold) == expected ? 0 : 1;
            otherStored += Canonical(
                referent, await ReferentFolds.Stored(referent, _log, store, cancellation)) == expected ? 0 : 1;
            saidSo += erased.Length == OldDossiers.DueEach ? 1 : 0;
        }

        LogCommand.Print(
            $"{_expected.Count:N0} scores as never told: {otherFromLog} differ from the log, {otherStored} as stored");
        LogCommand.Print($"{saidSo:N0} pasts say that they can no longer be computed");
    }

    private static bool IsDue(LoggedEvent logged) => Encoding.UTF8.GetString(logged.Data.Span).Contains(
        OldDossiers.Canary, StringComparison.Ordinal);

    private static string Canonical(ReferentId referent, ReferentFold fold)
    {
        var json = new ArrayBufferWriter<byte>();
        RiskJson.WriteCanonical(
            Scoring.Score(fold, RiskModels.Example, OldDossiers.Now), referent, default, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
