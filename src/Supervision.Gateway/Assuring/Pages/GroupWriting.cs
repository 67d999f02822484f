using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>Of question 13: how the groups of each attribute stand against the reference.</summary>
internal sealed class GroupWriting(PageText page, Report report)
{
    public void Groups()
    {
        foreach (var attribute in report.Attributes)
        {
            page.Heading(3, PlainNames.Of(attribute.Attribute, page), PlainNames.Of(attribute.Attribute, page));
            page.Sentence($"Reference: {attribute.Reference}.", $"Referentie: {attribute.Reference}.");
            page.Markup(ReportPlots.Ratios(attribute, "selection-rate", page));
            page.Table(
                [
                    page.In("Group", "Groep"), page.In("Metric", "Maat"), page.In("Value", "Waarde"),
                    page.In("Difference", "Verschil"), page.In("Ratio", "Verhouding"),
                ],
                from said in attribute.Groups
                from metric in said.Metrics
                select new[]
                {
                    said.Group, PlainNames.Of(metric.Metric, page), page.Of(metric.Value),
                    page.Of(metric.Difference), page.Of(metric.Ratio),
                });
            Conditional(attribute);
        }
    }

    /// <summary>Where the data have strata: what is left of a difference among those who are alike.</summary>
    private void Conditional(AttributeFigures attribute)
    {
        if (attribute.Groups.All(group => group.Conditional is null))
            return;

        page.Sentence(
            "Selection among those of the same stratum, which may explain a difference: an odds ratio of 1 and a "
            + "disparity of 0 are no difference.",
            "Selectie onder wie in hetzelfde stratum zit, wat een verschil kan verklaren: een kansverhouding van 1 en "
            + "een ongelijkheid van 0 zijn geen verschil.");
        page.Table(
            [
                page.In("Group", "Groep"), page.In("Odds ratio", "Kansverhouding"), "p",
                page.In("Conditional disparity", "Voorwaardelijke ongelijkheid"),
            ],
            attribute.Groups.Where(group => group.Conditional is not null).Select(group => new[]
            {
                group.Group, page.Of(group.Conditional!.OddsRatio), page.P(group.Conditional.PValue),
                page.Of(Disparity(group.Conditional)),
            }));
    }

    // Where a group has its strata to itself there is nobody to compare: nought is no finding then.
    private static Figure Disparity(ConditionalFigures said) =>
        said.OddsRatio.Value is null && said.Disparity.Lower == said.Disparity.Upper ? said.OddsRatio : said.Disparity;
}
