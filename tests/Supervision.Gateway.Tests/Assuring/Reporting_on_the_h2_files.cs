using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Supervision.Assurance.Reports;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Imports;
using Supervision.Gateway.Tests.Imports;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Vault;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>
/// The example model as of 1 January 2012 against debarments until the end of 2014, with state and programme as labels
/// of a vault. The figures are in docs/assurance.md, as they are.
/// </summary>
public sealed class Reporting_on_the_h2_files(ITestOutputHelper output) : IDisposable
{
    private static readonly StreamQuestion Question = new(
        new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2014, 12, 31, 0, 0, 0, TimeSpan.Zero),
        StreamOutcome.Withdrawn, []);

    private static readonly ImmutableArray<string> Attributes = ["programme", "state"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("h2-");

    public void Dispose() => _folder.Delete(recursive: true);

    [H2Fact]
    public async Task Says_what_the_data_say_and_mostly_that_there_are_not_enough()
    {
        var log = new MemoryEventLog(16, TimeProvider.System);
        await Import(log, "h2-applications.json", "h2-applications-fy2008-2014.csv.gz");
        await Import(log, "h2-debarments.json", "debarments-2010-2014.csv");
        var join = new VaultJoin(await Labels(log), Attributes);
        var pace = new Pace(1, TimeProvider.System);
        var variations = new StreamVariations(RiskModels.ExampleH2, Question, seed: 1, pace);
        var stream = new StreamPopulation(
            log, RiskModels.ExampleH2, Question, await log.Heads(CancellationToken.None), variations,
            new StreamUse(Question, RiskModels.ExampleH2.Identity.Hash), pace);
        await stream.Read((referent, one) => join.TryAdd(referent, one), CancellationToken.None);
        var plan = new ReportPlan(
            join.Names, ImmutableSortedDictionary<string, string>.Empty, IsProbability: false, Rounds: 500, Seed: 1,
            Confidence: 0.95);

        var stored = new ReportCounter(0, stream.Features, stream.LeftOut)
        {
            Drift = stream.Drift,
            Stability = await variations.Carry(CancellationToken.None),
        };
        var report = ReportWriting.Write(await join.Counted(stored, 0, CancellationToken.None), plan);

        Show(report);
        var (population, said) = (report.Population, report.Reliability);
        Assert.Equal(
            (25_863L, (long?)120, (long?)57), (population.Cases, population.Selected, population.Findings));
        Assert.Equal((4_498L, 0.548), (said.RocArea.Count!.Value, Math.Round(said.RocArea.Value!.Value, 3)));
        Assert.True(said.RocArea.Lower < 0.5 && said.RocArea.Upper > 0.5, "Chance would order as well.");
        Assert.Equal("suppressed", said.HitRate.Lack);
        var ratios = report.Verdicts.Where(verdict => verdict.Question.Contains("/ratio/", StringComparison.Ordinal))
            .ToLookup(verdict => verdict.Question == "selection-rate/ratio/vault:programme=H-2A");
        Assert.Equal(("refuted", "interval-outside"), (ratios[true].Single().Verdict, ratios[true].Single().Rule));
        Assert.All(
            ratios[false].Concat(report.Verdicts.Where(verdict =>
                verdict.Question is "roc-area" or "calibration-slope" or "observed-to-expected")),
            verdict => Assert.Equal("not-enough-data", verdict.Verdict));
        var programme = report.Attributes[0].Groups.ToDictionary(group => group.Group);
        Assert.Equal((25, 12_895), (programme["H-2A"].Selected, programme["H-2A"].Cases));
        Assert.Equal((95, 12_964), (programme["H-2B"].Selected, programme["H-2B"].Cases));
        var ratio = programme["H-2A"].Metrics.Single(metric => metric.Metric == "selection-rate").Ratio!;
        Assert.Equal((0.26, 0.17, 0.41), (
            Math.Round(ratio.Value!.Value, 2), Math.Round(ratio.Lower!.Value, 2), Math.Round(ratio.Upper!.Value, 2)));
        Assert.All(report.Stability!.Twins, twin => Assert.Equal((0L, 1_000L), (twin.Different, twin.Share.Count)));
        Assert.Equal(["H-2A", "H-2B"], report.Attributes[0].Groups.Select(group => group.Group));
        Assert.Equal(59, report.Attributes[1].Groups.Length);
    }

    private void Show(Report report)
    {
        var said = report.Reliability;
        output.WriteLine($"{report.Population}");
        output.WriteLine($"area {said.RocArea}");
        output.WriteLine($"precision {said.AveragePrecision}");
        output.WriteLine($"hit rate {said.HitRate}");
        output.WriteLine($"prevalence {said.Prevalence}");
        foreach (var moved in report.Drift!.Periods[^1].Moved)
            output.WriteLine($"moved {moved}");
        foreach (var change in report.Stability!.Changes)
            output.WriteLine($"{change}");
        foreach (var telling in report.Proxies!.Features)
            output.WriteLine($"{telling}");
        foreach (var left in report.Proxies.LeftOut)
            output.WriteLine($"{left}");
        foreach (var cluster in report.Scan!.Clusters)
            output.WriteLine($"{cluster}");
        output.WriteLine($"halves {report.Stability.SplitHalves}");
        foreach (var verdict in report.Verdicts.GroupBy(verdict => (
            verdict.Question.Split('=')[0], verdict.Verdict, verdict.Rule)))
            output.WriteLine($"{verdict.Key}: {verdict.Count()}");
    }

    private Task<ImportReport> Import(IEventLog log, string mapping, string file) => Gateway.Imports.Import.Run(
        new ImportRequest(SharedFiles.Mapping(mapping), Path.Combine(SharedFiles.H2, file), _folder.FullName), log,
        TimeProvider.System, null, CancellationToken.None);

    /// <summary>The programme and the state that most applications of an employer are of.</summary>
    private static async Task<LabelsInMemory> Labels(IEventLog log)
    {
        var states = States();
        var vault = new LabelsInMemory();
        var submitted = (await ImportFolder.Logged(log))
            .Where(logged => logged.Type == "supervision.application.submitted.v1")
            .Select(logged => (
                Referent: ReferentId.Parse(logged.Subject),
                Id: ((ApplicationSubmitted)FactTypes.Read(logged.Type, logged.Data.Span)).ApplicationId.Split('~')))
            .ToLookup(one => one.Referent, one => (Programme: one.Id[0], Case: $"{one.Id[0]}~{one.Id[1]}"));
        await vault.Put(
            "programme", [.. submitted.Select(of => new VaultLabel(of.Key, Most(of.Select(one => one.Programme))))],
            CancellationToken.None);
        await vault.Put(
            "state",
            [
                .. submitted.Select(of => new VaultLabel(
                    of.Key, Most(of.Select(one => states.GetValueOrDefault(one.Case, ""))))),
            ],
            CancellationToken.None);
        return vault;
    }

    private static string Most(IEnumerable<string> words) => words.GroupBy(word => word)
        .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).First().Key;

    private static Dictionary<string, string> States()
    {
        using var file = File.OpenRead(Path.Combine(SharedFiles.H2, "h2-applications-fy2008-2014.csv.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        using var reader = new CsvReader(text, CultureInfo.InvariantCulture);
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
            states[$"{reader["program"]}~{reader["case_number"]}"] =
                reader["employer_state"]!.Trim().ToUpperInvariant();
        return states;
    }
}
