using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>What features tell of groups, and the scan that is told of none, under the questions they help to answer.
/// </summary>
internal sealed class TellingWriting(PageText page, Report report)
{
    /// <summary>Of question 8; false where the report has nothing on it.</summary>
    public bool Proxies()
    {
        if (report.Proxies is not { Features.IsEmpty: false } proxies)
            return false;

        page.Sentence(
            $"How far each feature tells of a group. Cramér's V is from 0 to 1; an area of {page.Number(0.5)} tells "
            + "nothing. A feature that tells of a group is not thereby forbidden: it asks for a reason.",
            "Hoe ver elk kenmerk iets over een groep zegt. Cramérs V loopt van 0 tot 1; een oppervlak van "
            + $"{page.Number(0.5)} zegt niets. Een kenmerk dat iets over een groep zegt is daarmee niet verboden: het "
            + "vraagt om een reden.");
        page.Table(
            [
                page.In("Attribute", "Indeling"), page.In("Feature", "Kenmerk"), "Cramér's V",
                page.In("Tells of", "Zegt iets over"), page.In("Area", "Oppervlak"), "p", "Holm",
            ],
            proxies.Features.Select(one => new[]
            {
                PlainNames.Of(one.Attribute, page), one.Feature, page.Of(one.Strength), one.Group ?? "–",
                page.Of(one.Area), page.P(one.PValue), page.P(one.Holm),
            }));
        return true;
    }

    /// <summary>Of question 7: what each feature does to the difference between groups.</summary>
    public void LeftOut()
    {
        if (report.Proxies is not { LeftOut.IsEmpty: false } proxies)
            return;

        page.Sentence(
            "What each does to the group on which it does most: above zero it adds to how much more of the group is "
            + "selected than of the reference.",
            "Wat elk doet met de groep waarop het het meest doet: boven nul vergroot het hoeveel meer er van de groep "
            + "geselecteerd wordt dan van de referentie.");
        page.Table(
            [
                page.In("Attribute", "Indeling"), page.In("Left out", "Weggelaten"), page.In("Group", "Groep"),
                page.In("Effect", "Effect"),
            ],
            proxies.LeftOut.Select(one => new[]
            {
                PlainNames.Of(one.Attribute, page), one.LeftOut, one.Group ?? "–", page.Of(one.Effect),
            }));
    }

    /// <summary>Of question 13: bias that no one named a group for.</summary>
    public void Scan()
    {
        if (report.Scan is not { } scan)
            return;

        page.Heading(3, "A scan that is told of no group", "Een toets die geen groep kent");
        page.Sentence(
            "Clusters of alike cases on which the model errs more often than elsewhere, found in one half of the cases "
            + "and tested in the other. That none is found shows nothing.",
            "Clusters van gelijksoortige gevallen waarbij het model vaker fout zit dan elders, gevonden in de ene "
            + "helft van de gevallen en getoetst in de andere. Dat er geen is gevonden, toont niets aan.");
        page.Table(
            [
                page.In("Cluster", "Cluster"), page.In("Cases", "Gevallen"),
                page.In("More errors than elsewhere", "Meer fouten dan elders"), "p", "Holm",
                page.In("Features, on average", "Kenmerken, gemiddeld"),
            ],
            scan.Clusters.Select(cluster => new[]
            {
                page.Number(cluster.Cluster), page.Count(cluster.Cases), page.Of(cluster.Difference),
                page.P(cluster.PValue), page.P(cluster.Holm),
                string.Join("; ", scan.Features.Zip(cluster.Centre, (name, mean) => $"{name} {page.Number(mean)}")),
            }));
    }
}
