namespace Supervision.Assurance.Reports;

/// <summary>What a report says beside the figures of cases and groups, as far as the data go.</summary>
internal sealed record MoreFigures(
    DriftFigures? Drift, StabilityFigures? Stability, ProxyFigures? Proxies, ScanFigures? Scan, UseFigures? Use,
    EffectFigures? Effect)
{
    public static MoreFigures Of(ReportCounter counter, ReportPlan plan) => new(
        counter.Drift is { } periods ? DriftWriting.Write(periods, plan) : null,
        counter.Stability is { } tried ? StabilityWriting.Write(tried, plan) : null,
        new ProxyWriting(counter, plan).Write(),
        ScanWriting.Write(counter.Features, plan),
        counter.Use is { } use ? new UseWriting(use, plan).Write() : null,
        counter.Use is { } checks ? EffectWriting.Write(checks, plan) : null);

    public IEnumerable<ReportAnswer> Answers() =>
    [
        .. Drift is null ? [] : DriftWriting.Answers(Drift),
        .. Stability is null ? [] : StabilityWriting.Answers(Stability),
        .. Proxies is null ? [] : ProxyWriting.Answers(Proxies),
        .. Scan is null ? [] : ScanWriting.Answers(Scan),
        .. Use is null ? [] : UseWriting.Answers(Use),
        .. Effect is null ? [] : EffectWriting.Answers(Effect),
    ];
}
