using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Supervision.Assurance.Reports;
using Supervision.Assurance.Verdicts;
using Supervision.AssuranceReports;
using Supervision.Events;

namespace Supervision.Gateway.Assuring;

/// <summary>Bodies that work, and the answers: a small population, reported on by the real computation.</summary>
internal static class AssuranceExamples
{
    private static readonly string[] Sectors = ["G", "J"];

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public const string Gates =
        """
        {
          "id": "duties", "version": 1, "owner": "Head of supervision",
          "justification": "Advice 2026-7 of the committee on models.",
          "gates": [
            {
              "question": "roc-area", "atLeast": 0.6, "minimumCases": 100, "confidence": 0.95,
              "blocksWhenUnsure": true, "isHard": true, "owner": "Head of supervision",
              "justification": "Below it drawing by lot does nearly as well."
            },
            {
              "question": "selection-rate/ratio/sector", "atLeast": 0.8, "atMost": 1.25, "minimumCases": 100,
              "confidence": 0.95, "blocksWhenUnsure": false, "isHard": true, "owner": "Head of supervision",
              "justification": "Four fifths, the measure of the guidelines."
            }
          ]
        }
        """;

    /// <summary>Two sectors of a hundred cases, and as many findings in each.</summary>
    public static readonly string Table = Written();

    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    public static readonly ReportItem Running = new(
        "report-1", "Duties on 2025", ReportState.Running, 0, "duties@1.0.0", Hash, Hash, 200, "user:e.auditor",
        "Before approval.", Noon, null, null, null);

    public static readonly ReportItem Made = Running with
    {
        State = ReportState.Made,
        Progress = null,
        EndedAt = Noon.AddSeconds(2),
        Hash = Hash,
    };

    private static readonly ReportDocument Reported = Report();

    public static readonly ReportDetails Details = new(Made, Reported);

    private static readonly GateDocument Read = GateReader.Read(Encoding.UTF8.GetBytes(Gates)).Document!;

    private static readonly GateSheet Laid = new(
        "duties", 1, ReportDocument.HashOf(CanonicalJson.Of(Encoding.UTF8.GetBytes(Gates))), Gates, "user:b.approver",
        "Laid down.", Noon);

    public static readonly GateSheetDetails Sheet = new(
        new GateSheetItem("duties", 1, Laid.Hash, true, Laid.By, Noon), JsonElement.Parse(Gates));

    public static readonly GateJudgement Judgement =
        GateJudgement.Of("report-1", Laid, GateJudging.Judge(Read, Reported));

    private static string Written()
    {
        var text = new StringBuilder("score,outcome,group:sector\n");
        foreach (var (score, outcome, sector) in Rows())
            text.Append(CultureInfo.InvariantCulture, $"{score},{outcome},{sector}\n");
        return text.ToString();
    }

    private static IEnumerable<(int Score, int Outcome, string Sector)> Rows() =>
        from sector in Sectors
        from i in Enumerable.Range(0, 100)
        let score = i * 7 % 80
        select (score, score * 3 % 100 < score ? 1 : 0, sector);

    private static ReportDocument Report()
    {
        var (drift, tried) = (new DriftCounter([]), new StabilityCounter(2));
        var use = new UseCounter(1);
        var counter = new ReportCounter(1, ["late"], ["late"]) { Drift = drift, Stability = tried, Use = use };
        foreach (var (score, outcome, sector) in Rows())
        {
            counter.Add(new ReportCase(score, score >= 40, outcome == 1, 1, null, "", [sector])
            {
                Features = [score % 10],
                SelectedWithout = [score >= 50],
            });
            use.Decided([sector], "", score >= 20, outcome == 1);
            use.Checked(score % 3 == 0 ? "random" : "risk", outcome == 1);
            use.Read(["breach", score % 6 == 0 ? "no-breach" : "breach"]);
            drift.Add(sector == "G" ? "2025-01-01" : "2026-01-01", score, score >= 40, []);
            tried.Changed("one-event-lost", score >= 40 ? 1 : 0, score >= 42 ? 1 : 0);
            tried.Twin("name", isDifferent: false);
        }

        var plan = new ReportPlan(
            ["sector"], ImmutableSortedDictionary<string, string>.Empty.Add("sector", "J"), false, 200, 1, 0.95);
        return new ReportDocument(
            ReportDocument.FormatNow, new ReportedModel("duties", "1.0.0", Hash),
            new ReportedData("table", Hash, counter.Cases, ["score", "outcome", "group:sector"]),
            new ReportedPlan(40, "points", plan.Rounds, 1, plan.Confidence, plan.References),
            "supervision 0.1.0", ReportWriting.Write(counter, plan));
    }
}
