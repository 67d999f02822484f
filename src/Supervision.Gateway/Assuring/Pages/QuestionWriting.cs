using System.Globalization;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>The seventeen questions by number: what this report answers, and for the others who has to.</summary>
internal sealed class QuestionWriting(PageText page, ReportDocument document)
{
    private readonly TriedWriting _tried = new(page, document.Report);
    private readonly TellingWriting _telling = new(page, document.Report);
    private readonly GroupWriting _groups = new(page, document.Report);
    private readonly UsedWriting _used = new(page, document.Report);

    private Report Report => document.Report;

    public void Write()
    {
        Question(1, "Which algorithm is used?", "Welk algoritme wordt gebruikt?");
        var model = document.Model is { } known ? $"{known.Id}@{known.Version}, {known.Hash}" : null;
        page.Sentence(
            model ?? "A model that is not of this register.", model ?? "Een model dat niet in dit register staat.");
        page.Sentence(
            $"Data: {PlainNames.Of(document.Data.Kind, page)}, {document.Data.Digest}. Computed by "
            + $"{document.Software}, seed {document.Plan.Seed}, {document.Plan.Rounds} rounds, confidence "
            + $"{page.Number(document.Plan.Confidence)}.",
            $"Gegevens: {PlainNames.Of(document.Data.Kind, page)}, {document.Data.Digest}. Berekend door "
            + $"{document.Software}, beginwaarde {document.Plan.Seed}, {document.Plan.Rounds} ronden, betrouwbaarheid "
            + $"{page.Number(document.Plan.Confidence)}.");
        Question(2, "Is the aim legitimate?", "Is het doel gerechtvaardigd?");
        OnTheCard();
        Question(3, "Which problem does it address?", "Welk probleem pakt het aan?");
        OnTheCard();
        Question(4, "Which groups may be vulnerable?", "Welke groepen kunnen kwetsbaar zijn?");
        Examined();
        Question(
            5, "Was a random sample used in development?", "Is bij de ontwikkeling een aselecte steekproef gebruikt?");
        NotHere("whoever built the model", "wie het model bouwde");
        Question(6, "Are the labels reliable?", "Zijn de labels betrouwbaar?");
        Labels();
        _used.Agreement();
        Question(
            7, "Are subjective, changing and proxy features left out?",
            "Zijn subjectieve, veranderlijke en plaatsvervangende kenmerken weggelaten?");
        OnTheCard();
        _tried.Features();
        _telling.LeftOut();
        Question(
            8, "Do population statistics show proxies?", "Laten bevolkingscijfers plaatsvervangende kenmerken zien?");
        if (!_telling.Proxies())
            NotHere("a scan of each feature against group labels", "een toets van elk kenmerk tegen groepslabels");
        Question(9, "Is each feature related to the aim?", "Hangt elk kenmerk samen met het doel?");
        OnTheCard();
        Comparison();
        Groups();
        Effect();
        Composition();
    }

    private void Comparison()
    {
        Question(
            10, "Is a random sample there to compare with?", "Is er een aselecte steekproef om mee te vergelijken?");
        if (Report.Population.IsWeighted)
        {
            page.Sentence(
                "Cases are weighed by the probability that they were checked, so the checked speak for all that could "
                + $"have been: as precise as {Number(Report.Population.EffectiveOutcomes)} of equal weight.",
                "Gevallen wegen naar de kans dat zij gecontroleerd werden, zodat de gecontroleerde voor alle spreken: "
                + $"zo nauwkeurig als {Number(Report.Population.EffectiveOutcomes)} van gelijk gewicht.");
        }
        else
        {
            page.Sentence(
                "The data give no probability of being checked. If only some were checked, false positives and "
                + "negatives speak of them alone.",
                "De gegevens geven geen kans om gecontroleerd te worden. Als maar een deel gecontroleerd is, gaan de "
                + "foutcijfers alleen over dat deel.");
        }

        Question(
            11, "Are hypotheses tested, and corrected for how many?", "Zijn hypothesen getoetst, en is gecorrigeerd?");
        if (Report.Attributes.All(attribute => attribute.Groups.All(said => said.Metrics.All(one => one.Test is null))))
            page.Sentence(
                "No test was made: there are none to compare, or cases are weighed and the interval alone speaks.",
                "Er is niet getoetst: er is niets te vergelijken, of gevallen wegen en alleen het interval spreekt.");
        page.Table(
            [
                page.In("Group and metric", "Groep en maat"), page.In("Test", "Toets"), "p", "Holm",
                "Benjamini–Hochberg",
                page.In("Smallest rise that would have been shown", "Kleinste stijging die zou zijn aangetoond"),
            ],
            from attribute in Report.Attributes
            from said in attribute.Groups
            from metric in said.Metrics
            where metric.Test is not null
            select new[]
            {
                $"{PlainNames.OfGroup(attribute.Attribute, said.Group, page)}, {PlainNames.Of(metric.Metric, page)}",
                PlainNames.Of(metric.Test!.Kind, page),
                page.P(metric.Test.PValue), page.P(metric.Test.Holm), page.P(metric.Test.BenjaminiHochberg),
                metric.Detectable is { } least ? page.Number(least) : "–",
            });
        Question(12, "Were alternatives compared?", "Zijn alternatieven vergeleken?");
        NotHere("the replay of other models over the same history", "het naspelen van andere modellen");
    }

    private void Groups()
    {
        Question(13, "How do groups fare?", "Hoe vergaat het groepen?");
        if (Report.Attributes.IsEmpty)
            NotHere("data with groups", "gegevens met groepen");
        _groups.Groups();
        _tried.Twins();
        _telling.Scan();
    }

    private void Effect()
    {
        var said = Report.Reliability;
        Question(14, "Is it effective?", "Is het doeltreffend?");
        page.Table(
            [page.In("Measure", "Maat"), page.In("Figure", "Getal")],
            new[]
            {
                ("hit-rate", said.HitRate), ("prevalence", said.Prevalence), ("roc-area", said.RocArea),
                ("average-precision", said.AveragePrecision), ("brier", said.Brier),
                ("calibration-slope", said.CalibrationSlope), ("calibration-intercept", said.CalibrationIntercept),
                ("observed-to-expected", said.ObservedToExpected),
            }.Select(row => new[] { PlainNames.Of(row.Item1, page), page.Of(row.Item2) }));
        if (!said.Curve.IsEmpty)
            page.Markup(ReportPlots.Roc(said, page) + ReportPlots.Calibration(said, page));
        _tried.Stability();
        _used.Effect();
        Question(15, "Is it proportionate?", "Is het evenredig?");
        page.Sentence(
            "What it burdens in vain is the share selected in vain, under question 13. Whether that is worth it is for "
            + "people.",
            "Wat het vergeefs belast, is het aandeel vergeefs geselecteerd bij vraag 13. Of dat opweegt, is aan "
            + "mensen.");
        _used.Followed();
    }

    private void Composition()
    {
        Question(
            16, "Which share of checks is selected by profile, and which at random?",
            "Welk deel van de controles komt uit het profiel, en welk uit het lot?");
        if (!_used.Channels())
            NotHere("the selection record", "de vastlegging van de selectie");
        Question(17, "Is the composition of the selected watched?", "Wordt de samenstelling van de selectie gevolgd?");
        if (!_used.Stages() && Report.Drift is null)
            NotHere("data with stages or periods", "gegevens met stappen of perioden");
        _tried.Scores();
    }

    private void Examined()
    {
        var names = string.Join(", ", Report.Attributes.Select(attribute => PlainNames.Of(attribute.Attribute, page)));
        page.Sentence(
            names.Length == 0 ? "No groups were given." : $"Examined here: {names}.",
            names.Length == 0 ? "Er zijn geen groepen gegeven." : $"Hier onderzocht: {names}.");
    }

    private void Labels() => page.Sentence(
        $"Cases: {Report.Population.Cases.ToString(CultureInfo.InvariantCulture)}; with an outcome: "
        + $"{page.Count(Report.Population.Outcomes)}; with a finding: {page.Count(Report.Population.Findings)}. What "
        + "became of findings after objection is under question 17, where the data say so.",
        $"Gevallen: {Report.Population.Cases.ToString(CultureInfo.InvariantCulture)}; met een uitkomst: "
        + $"{page.Count(Report.Population.Outcomes)}; met een bevinding: {page.Count(Report.Population.Findings)}. Wat "
        + "er na bezwaar overbleef, staat bij vraag 17, als de gegevens het zeggen.");

    private void Question(int number, string english, string dutch) =>
        page.Heading(2, $"{number}. {english}", $"{number}. {dutch}");

    private void OnTheCard() => page.Sentence(
        "Not a matter of figures: the model card has the aim, legal ground and justification of each indicator.",
        "Geen zaak van cijfers: de modelkaart heeft doel, grondslag en verantwoording van elke indicator.");

    private void NotHere(string english, string dutch) => page.Sentence(
        $"This report does not answer it. The answer comes from {english}.",
        $"Dit rapport beantwoordt het niet. Het antwoord komt van {dutch}.");

    private static string Number(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}
