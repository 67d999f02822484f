using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Assurance.Reports;
using Supervision.Assurance.Verdicts;
using Supervision.AssuranceReports;

namespace Supervision.Gateway.Assuring;

/// <summary>A document of gates.</summary>
/// <param name="Model">The id of the model whose versions it is for.</param>
/// <param name="Hash">SHA-256 of its canonical form.</param>
/// <param name="IsInForce">The newest version of a model's gates is.</param>
/// <param name="By">Who laid it down.</param>
public sealed record GateSheetItem(
    string Model, int Version, string Hash, bool IsInForce, string By, DateTimeOffset LaidDownAt)
{
    internal static GateSheetItem Of(GateSheet sheet, AssuranceRegister register) => new(
        sheet.Model, sheet.Version, sheet.Hash, register.InForce(sheet.Model) == sheet, sheet.By,
        sheet.LaidDownAt.ToUniversalTime());
}

/// <summary>A document of gates with its content.</summary>
public sealed record GateSheetDetails(GateSheetItem Item, JsonElement Document);

/// <summary>Every document of gates, by model and version.</summary>
public sealed record GateSheetList(ImmutableArray<GateSheetItem> Items);

/// <summary>A report held against the gates in force.</summary>
/// <param name="MayBeUsed">No gate keeps the model out of use.</param>
/// <param name="MustStop">A hard gate is refuted: a model in use stops by itself.</param>
public sealed record GateJudgement(
    string Report, string Model, int Version, string Hash, bool MayBeUsed, bool MustStop,
    ImmutableArray<GateResultItem> Results)
{
    internal static GateJudgement Of(string report, GateSheet sheet, GateOutcome outcome) => new(
        report, sheet.Model, sheet.Version, sheet.Hash, outcome.MayBeUsed, outcome.MustStop,
        [.. outcome.Results.Select(GateResultItem.Of)]);
}

/// <summary>What came of one gate, and by which rule.</summary>
/// <param name="Answered">The question whose answer decided; null when the report does not answer it.</param>
/// <param name="Verdict">`shown`, `refuted` or `not-enough-data`.</param>
/// <param name="Rule">
/// `interval-inside`, `interval-outside`, `interval-straddles`, `too-few-cases`, `undefined`, or `not-answered`.
/// </param>
/// <param name="Figure">What it went by.</param>
/// <param name="Blocks">It keeps the model from being taken into use.</param>
/// <param name="Trips">It stops a model that is in use.</param>
public sealed record GateResultItem(
    string Question, string? Answered, string Verdict, string Rule, Figure? Figure, double? AtLeast, double? AtMost,
    double MinimumCases, double Confidence, bool Blocks, bool Trips, string Owner, string Justification)
{
    internal static GateResultItem Of(GateResult result) => new(
        result.Gate.Question, result.Answered,
        Word((result.Ruling?.Verdict ?? Assurance.Verdicts.Verdict.NotEnoughData).ToString()),
        result.Ruling is { } ruling ? Word(ruling.Reason.ToString()) : "not-answered",
        result.Ruling is { } known ? Figure.Of(known.Figure) : null,
        result.Gate.Requirement.AtLeast, result.Gate.Requirement.AtMost, result.Gate.Requirement.MinimumCases,
        result.Gate.Confidence, result.Blocks, result.Trips, result.Gate.Owner, result.Gate.Justification);

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
