using System.Text;
using System.Text.Json.Nodes;
using Supervision.Access;
using Supervision.Gateway.Imports;
using Supervision.Gateway.Replays;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>
/// What could be known at the end of fiscal year 2012, against debarment in fiscal years 2013 and 2014. The figures are
/// as they are: neither model is for use, and docs/models.md says what they show.
/// </summary>
public sealed class Back_testing_on_the_h2_files : IDisposable
{
    private static readonly DateTimeOffset EndOf2012 = new(2012, 9, 30, 23, 59, 59, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("h2-");

    public void Dispose() => _folder.Delete(recursive: true);

    [H2Fact]
    public async Task Gives_these_figures()
    {
        var log = new MemoryEventLog(16, TimeProvider.System);
        await Load(log, "h2-applications.json", "h2-applications-fy2008-2014.csv.gz");
        await Load(log, "h2-debarments.json", "debarments-2010-2014.csv");
        var (model, other) = (RiskModels.ExampleH2, LessEvidence());
        var order = new ReplayOrder(
            ReplayKind.BackTest, model.Identity, other.Identity, ReplayFilter.All, EndOf2012, null,
            new ReplayOutcome("supervision.recognition.withdrawn.v1", 730), null, null, 0, 0, "user:a",
            ReadingPurpose.ModelAssurance);
        var counting = new ReplayCounting(ReplayTally.Empty);
        var judging = new ReplayJudging(order, model, other, counting);
        foreach (var subject in (await ImportFolder.Logged(log)).Select(logged => logged.Subject).Distinct())
        {
            var (history, _) = await ReferentFolds.History(
                ReferentId.Parse(subject), log, knownAt: null, CancellationToken.None);
            judging.Judge(history);
        }

        var result = ReplayResult.Of(ReplayJob.Of("0", order, EndOf2012) with { Tally = counting.Tally });

        Assert.Equal(
            """
            28053 referents
            1.0.0 InsufficientEvidence: 34 of 22790, 0.15 % (0.11 to 0.21)
            1.0.0 Low: 17 of 4589, 0.37 % (0.23 to 0.59)
            1.0.0 Medium: 6 of 566, 1.06 % (0.49 to 2.29)
            1.0.0 High: 1 of 108, 0.93 % (0.16 to 5.06)
            1.1.0 InsufficientEvidence: 2 of 12258, 0.02 % (0.00 to 0.06)
            1.1.0 Low: 46 of 13704, 0.34 % (0.25 to 0.45)
            1.1.0 Medium: 7 of 1452, 0.48 % (0.23 to 0.99)
            1.1.0 High: 3 of 639, 0.47 % (0.16 to 1.37)
            InsufficientEvidence to Low: 9115
            InsufficientEvidence to Medium: 887
            InsufficientEvidence to High: 530
            Medium to High: 1
            1.0.0, enough evidence True: area 0.573 (0.451 to 0.695), 24 of 5263
            1.0.0, enough evidence False: area 0.557 (0.496 to 0.618), 58 of 28053
            1.1.0, enough evidence True: area 0.495 (0.429 to 0.560), 56 of 15795
            1.1.0, enough evidence False: area 0.557 (0.496 to 0.618), 58 of 28053
            """.ReplaceLineEndings(Environment.NewLine),
            string.Join(Environment.NewLine, Lines(result)));
    }

    private static IEnumerable<string> Lines(ReplayResult result)
    {
        yield return FormattableString.Invariant($"{result.Referents} referents");
        foreach (var level in result.Levels)
            yield return Line("1.0.0", level);
        foreach (var level in result.ComparedLevels)
            yield return Line("1.1.0", level);
        foreach (var change in result.Changes)
            yield return FormattableString.Invariant($"{change.From} to {change.To}: {change.Referents}");
        foreach (var area in result.Discrimination)
            yield return FormattableString.Invariant($"{area.Model.Version}, enough evidence {area.EnoughEvidence}: ")
                + FormattableString.Invariant($"area {area.Area?.Value:0.000} ({area.Area?.Lower:0.000} to ")
                + FormattableString.Invariant($"{area.Area?.Upper:0.000}), {area.WithOutcome} of {area.Referents}");
    }

    private static string Line(string version, ReplayLevelItem level) =>
        FormattableString.Invariant($"{version} {level.Level}: {level.WithOutcome} of {level.Referents}, ")
        + FormattableString.Invariant($"{100 * level.Rate!.Value:0.00} % ({100 * level.Rate.Lower:0.00} to ")
        + FormattableString.Invariant($"{100 * level.Rate.Upper:0.00})");

    /// <summary>The second version: one application is evidence enough, where the first asks for three.</summary>
    private static RiskModel LessEvidence()
    {
        var document = JsonNode.Parse(RiskModels.ExampleH2.Canonical.Span)!;
        (document["version"], document["minimumEvidence"]) = ("1.1.0", 2);
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));
        return reading.Model ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }

    private Task<ImportReport> Load(IEventLog log, string mapping, string file) => Import.Run(
        new ImportRequest(SharedFiles.Mapping(mapping), Path.Combine(SharedFiles.H2, file), _folder.FullName),
        log, TimeProvider.System, null, CancellationToken.None);
}
