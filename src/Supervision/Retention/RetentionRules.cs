using System.Collections.Immutable;

namespace Supervision.Retention;

/// <summary>
/// The dated table of terms. The grounds are named from memory of the statutes and have to be confirmed by the
/// selection list of whoever runs this; a change is a further row with its date, so that old terms stay as they were.
/// </summary>
public static class RetentionRules
{
    private const string FromMemory = "from memory, to be confirmed by the selection list";

    private static readonly DateOnly Start = new(2013, 6, 1);

    /// <summary>Since when this system records what is done with it.</summary>
    private static readonly DateOnly OfRecords = new(2026, 1, 1);

    public static ImmutableArray<RetentionRule> All { get; } =
    [
        Of(
            MatterKind.Recognition, 5, "the last recognition is withdrawn",
            "Vw 2000 art. 2c–2g; Archiefwet 1995 art. 3"),
        Of(MatterKind.RegistryChange, 5, "the change", "VV 2000 art. 1.16, Annex 20; AVG art. 5(1)(e)"),
        Of(MatterKind.Application, 5, "the last fact about the application", "Vb 2000 art. 4.53; AVG art. 5(1)(e)"),
        Of(MatterKind.Stay, 5, "the stay ended, or its last payroll month", "Vb 2000 art. 4.53 (five years)"),
        Of(MatterKind.Notification, 5, "the notification", "Vw 2000 art. 24a; AVG art. 5(1)(e)"),
        Of(MatterKind.InformationRequest, 5, "the answer", "Awb art. 5:16; AVG art. 5(1)(e)"),
        Of(MatterKind.Finance, 3, "the observation", "VV 2000 art. 1.13; AVG art. 5(1)(e)"),
        Of(MatterKind.Signal, 3, "it was received", "AVG art. 5(1)(c) and (e): unproven, so short"),
        Of(MatterKind.Check, 5, "the check was completed", "Awb art. 5:11–5:20; Archiefwet 1995"),
        Of(
            MatterKind.Measure, 7, "the measure lapsed, or its objection was decided",
            "Vw 2000 art. 55a; Awb art. 5:45"),
        Of(
            MatterKind.Escalation, 5, "the episode was closed",
            "Archiefwet 1995 art. 3: decisions can be reconstructed"),
        Of(
            MatterKind.Override, 5, "the level set by hand held no more",
            "Archiefwet 1995 art. 3: decisions can be reconstructed; AVG art. 5(1)(e): the reason is free text",
            OfRecords),
        Of(MatterKind.Score, 3, "the level was told", "AVG art. 22 and 5(1)(e): a score must not outlive its use"),
        Of(
            MatterKind.Reading, 2, "the reading was recorded",
            "AI Act art. 19(1) and 26(6): logs at least six months; AVG art. 5(2) and 32: two years, so that an audit "
            + "of a year finds them",
            OfRecords),
        Of(
            MatterKind.DossierOrder, 7, "the order was recorded",
            "AVG art. 5(2): as long as the measures that it may concern; Archiefwet 1995 art. 3", OfRecords),
        Of(
            MatterKind.AccessChange, 5, "the change was recorded",
            "AVG art. 5(2) and 32; AI Act art. 12: who could do what while a decision could be contested", OfRecords),
        Of(
            MatterKind.RetentionRun, 20, "the run was recorded",
            "Archiefwet 1995 art. 8 and Archiefbesluit 1995 art. 8: a statement of what was destroyed is kept",
            OfRecords),
    ];

    /// <summary>The rule for a term that began on a day; null before there was any.</summary>
    public static RetentionRule? Of(MatterKind kind, DateOnly began) =>
        All.Where(rule => rule.Kind == kind && rule.From <= began).MaxBy(rule => rule.From)
            ?? All.Where(rule => rule.Kind == kind).MinBy(rule => rule.From);

    private static RetentionRule Of(
        MatterKind kind, int years, string begins, string ground, DateOnly? from = null) =>
        new(kind, from ?? Start, years, begins, $"{ground} ({FromMemory})");
}
