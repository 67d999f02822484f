using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Supervision.Assurance.Reports;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;
using Supervision.Risk;
using Supervision.Variations;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Every referent as a case: its score by a model at a moment, folded from the log, against what came of it later. A
/// referent about whom too little was known has no score and was not put forward; it is a case all the same. On the way
/// it is counted what moved, and drawn on whom the model is tried.
/// </summary>
internal sealed class StreamPopulation(
    IEventLog log, RiskModel model, StreamQuestion question, ImmutableArray<LogHead> heads, StreamVariations variations,
    StreamUse use, Pace pace)
{
    public const int ReferentsMax = 200_000;

    private const int PageMax = 4_000;

    private readonly ImmutableArray<Feature> _features =
    [
        .. model.Document.Indicators.Select(indicator => indicator.Feature).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(name => FeatureCatalogue.Find(name)).OfType<Feature>(),
    ];

    /// <summary>The model without each of its indicators, as far as it has more than one.</summary>
    private readonly ImmutableArray<(string Id, RiskModel Model)> _without = StreamVariations.Without(model);

    private DriftCounter? _drift;
    private byte[] _read = [];

    public ImmutableArray<string> Features => [.. _features.Select(feature => feature.Name)];

    /// <summary>The indicators without which it is told who would be put forward.</summary>
    public ImmutableArray<string> LeftOut => [.. _without.Select(left => left.Id)];

    /// <summary>What moved, by the moments of the question; filled while cases are read.</summary>
    public DriftCounter Drift => _drift ??= new DriftCounter(Features);

    /// <summary>
    /// Of the question and of every event that counts for it, by its key, which stands for what it says; once all are
    /// read. What is put on the log beside them changes nothing, so that the same question gives the same again.
    /// </summary>
    public string Digest => question.Digest(_read);

    /// <summary>Gives the cases, always in the same order, up to the heads of the log that it was made with.</summary>
    public async Task Read(Action<ReferentId, ReportCase> take, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var head in heads.OrderBy(head => head.Partition))
        {
            foreach (var (referent, facts) in await Partition(head, cancellation))
            {
                await pace.Rest(cancellation);
                if (CaseOf(referent, facts) is not { } one)
                    continue;

                ArgumentOutOfRangeException.ThrowIfGreaterThan(++count, ReferentsMax, nameof(heads));
                take(referent, one);
            }
        }
    }

    private async Task<IEnumerable<(ReferentId Referent, List<RecordedFact> Facts)>> Partition(
        LogHead head, CancellationToken cancellation)
    {
        var (histories, erased) = (new SortedDictionary<string, List<RecordedFact>>(StringComparer.Ordinal),
            new HashSet<long>());
        using var read = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        read.AppendData(_read);
        var after = 0L;
        while (after < head.Offset
            && await log.ReadPartition(head.Partition, after, PageMax, cancellation) is { IsEmpty: false } page)
        {
            foreach (var logged in page.Where(logged => logged.Position.Offset <= head.Offset))
            {
                if (use.Take(logged))
                    Append(logged.Subject, logged.Key);
                if (!ReferentId.TryParse(logged.Subject, null, out _) || OwnSubjects.Has(logged.Subject)
                    || Fact(logged) is not { } fact)
                    continue;

                if (fact.Fact is PayloadsErased order)
                    erased.UnionWith(OffsetRanges.Read(order.Offsets));
                if (!histories.TryGetValue(logged.Subject, out var facts))
                    histories.Add(logged.Subject, facts = []);
                facts.Add(fact);
            }

            after = page[^1].Position.Offset;
            await pace.Rest(cancellation);
        }

        foreach (var (subject, facts) in histories)
        {
            facts.RemoveAll(fact => erased.Contains(fact.Position.Offset));
            foreach (var fact in facts.Where(fact => StreamQuestion.IsBy(fact.Time, question.Until)))
                Append(subject, fact.Key);
        }

        _read = read.GetHashAndReset();
        return histories.Select(history => (ReferentId.Parse(history.Key), history.Value));

        void Append(string subject, EventKey key) =>
            read.AppendData(Encoding.UTF8.GetBytes($"{subject}\n{key.Source}\n{key.EventId}\n"));
    }

    private ReportCase? CaseOf(ReferentId referent, List<RecordedFact> facts)
    {
        var before = facts.FindAll(fact => StreamQuestion.IsBy(fact.Time, question.AsOf));
        if (before.Count == 0)
            return null;

        var fold = HistoryFold.Of(referent, before);
        if (!fold.HasFacts)
            return null;

        foreach (var moment in question.Periods[..^1])
        {
            if (before.Exists(fact => StreamQuestion.IsBy(fact.Time, moment)))
                CountMoved(fold, Scoring.Assess(fold, model, moment), moment);
        }

        var state = Scoring.Assess(fold, model, question.AsOf);
        CountMoved(fold, state, question.AsOf);
        if (state.Level != RiskLevel.InsufficientEvidence)
            variations.Offer(referent, before);
        // As they were known by then: an objection that was upheld puts right what had been concluded.
        var known = SettledHistory.Of(facts.FindAll(fact => StreamQuestion.IsBy(fact.Time, question.Until)));
        var came = StreamOutcomes.Of(question, known);
        var (isSelected, groups) = (state.Level == RiskLevel.High, GroupsOf(fold));
        use.Take(referent, groups, known);
        return new ReportCase(
            state.Level == RiskLevel.InsufficientEvidence ? null : state.Points, isSelected, came.Outcome, came.Weight,
            came.Stage ?? (isSelected ? CaseStage.Flagged : CaseStage.Scored), "", groups)
        {
            Features = [.. Values(fold, DateOnly.FromDateTime(question.AsOf.UtcDateTime))],
            SelectedWithout =
            [
                .. _without.Select(left => state.Level != RiskLevel.InsufficientEvidence
                    && Scoring.Assess(fold, left.Model, question.AsOf).Level == RiskLevel.High),
            ],
        };
    }

    private void CountMoved(ReferentFold fold, RiskState state, DateTimeOffset moment) => Drift.Add(
        $"{moment.UtcDateTime:yyyy-MM-dd}",
        state.Level == RiskLevel.InsufficientEvidence ? null : state.Points,
        state.Level == RiskLevel.High,
        [.. Values(fold, DateOnly.FromDateTime(moment.UtcDateTime))]);

    private IEnumerable<double> Values(ReferentFold fold, DateOnly day) =>
        _features.Select(feature => FeatureValues.Read(fold, feature, day).Value is { } value ? value : double.NaN);

    private ImmutableArray<string> GroupsOf(ReferentFold fold)
    {
        var register = fold.Register(question.RegisterAt);
        return
        [
            .. question.Groups.Select(group => group switch
            {
                StreamGroup.Sector => Word(register.Sector),
                StreamGroup.SizeBand => Word(register.SizeBand),
                _ => Word(register.LegalForm),
            }),
        ];
    }

    private static string Word<TWord>(TWord? word)
        where TWord : struct, Enum => word is { } known ? ClosedList<TWord>.WordFor(known) : "";

    private static RecordedFact? Fact(LoggedEvent logged)
    {
        if (logged.Data.IsEmpty)
            return null;

        try
        {
            return new RecordedFact(
                logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                FactTypes.Read(logged.Type, logged.Data.Span));
        }
        catch (FormatException)
        {
            return null; // Of another version, or damaged: a live fold has it in quarantine too.
        }
    }
}
