using System.Globalization;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>What people did and what checks found, under the questions that it helps to answer.</summary>
internal sealed class UsedWriting(PageText page, Report report)
{
    /// <summary>Of question 6: labels that readers do not agree on are not reliable.</summary>
    public void Agreement()
    {
        if (report.Use is not { Agreement: var said })
            return;

        page.Table(
            [
                page.In("Read by two or more", "Door twee of meer gelezen"),
                page.In("Said the same", "Zeiden hetzelfde"), page.In("Cohen's kappa", "Cohens kappa"),
                page.In("Krippendorff's alpha", "Krippendorffs alfa"),
            ],
            [[page.Count(said.Cases), page.Of(said.Share), page.Of(said.Kappa), page.Of(said.Alpha)]]);
    }

    /// <summary>Of question 14: whether the model finds more than drawing by lot.</summary>
    public void Effect()
    {
        if (report.Effect is not { } effect)
            return;

        page.Heading(3, "Against drawing by lot", "Tegenover het lot");
        page.Sentence(
            $"Hit rate of the risk channel less that of the random one: {page.Of(effect.Difference)}; ratio "
            + $"{page.Of(effect.Ratio)}; p {page.P(effect.PValue)}. Checks needed for a difference as large as this: "
            + $"{Number(effect.ChecksNeeded)}.",
            $"Trefkans van het risicokanaal min die van het lot: {page.Of(effect.Difference)}; verhouding "
            + $"{page.Of(effect.Ratio)}; p {page.P(effect.PValue)}. Controles nodig voor een verschil als dit: "
            + $"{Number(effect.ChecksNeeded)}.");
    }

    /// <summary>Of question 15: what people make of what the model puts forward.</summary>
    public void Followed()
    {
        if (report.Use is not { } use)
            return;

        page.Sentence(
            $"Put forward and decided on: {page.Count(use.Cases)}; looked into {page.Of(use.Followed)}; of those with "
            + $"a finding {page.Of(use.Findings)}.",
            $"Naar voren geschoven en beslist: {page.Count(use.Cases)}; onderzocht {page.Of(use.Followed)}; daarvan "
            + $"met een bevinding {page.Of(use.Findings)}.");
        page.Table(
            [
                page.In("Group", "Groep"), page.In("Cases", "Gevallen"), page.In("Looked into", "Onderzocht"),
                page.In("With a finding", "Met een bevinding"), page.In("Difference", "Verschil"), "p", "Holm",
            ],
            use.Groups.Select(group => new[]
            {
                PlainNames.OfGroup(group.Attribute, group.Group, page), page.Count(group.Cases),
                page.Of(group.Followed), page.Of(group.Findings), page.Of(group.Difference), page.P(group.PValue),
                page.P(group.Holm),
            }));
    }

    /// <summary>Of question 16; false where nobody says how checks were chosen.</summary>
    public bool Channels()
    {
        if (report.Effect is not { } effect)
            return false;

        page.Table(
            [
                page.In("Channel", "Kanaal"), page.In("Checks", "Controles"), page.In("Share", "Aandeel"),
                page.In("Hit rate", "Trefkans"),
            ],
            effect.Channels.Select(channel => new[]
            {
                PlainNames.Of(channel.Channel, page), page.Count(channel.Checks), page.Of(channel.Share),
                page.Of(channel.HitRate),
            }));
        return true;
    }

    /// <summary>Of question 17: how many of each group came how far; false where the data do not say.</summary>
    public bool Stages()
    {
        if (report.Attributes.All(attribute => attribute.Groups.All(group => group.Stages.IsEmpty)))
            return false;

        page.Table(
            [
                page.In("Group", "Groep"), page.In("Stage", "Stap"), page.In("Cases", "Gevallen"),
                page.In("Part of all who came so far", "Deel van wie zo ver kwam"),
                page.In("Part of the group", "Deel van de groep"), page.In("To the reference", "Tot de referentie"),
            ],
            from attribute in report.Attributes
            from said in attribute.Groups
            from stage in said.Stages
            select new[]
            {
                PlainNames.OfGroup(attribute.Attribute, said.Group, page), PlainNames.Of(stage.Stage, page),
                page.Count(stage.Reached), page.Of(stage.ShareOfStage), page.Of(stage.Rate), page.Of(stage.Ratio),
            });
        return true;
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
