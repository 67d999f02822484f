using System.Globalization;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>What moved and what was tried, under the questions that it helps to answer.</summary>
internal sealed class TriedWriting(PageText page, Report report)
{
    /// <summary>Of question 7: features that change tell of a moment and not of a referent.</summary>
    public void Features()
    {
        if (report.Drift is not { } drift
            || drift.Periods.All(period => period.Moved.All(moved => moved.Of == "score")))
            return;

        page.Sentence(
            $"How far each feature moved since {drift.From}: below {page.Number(0.1)} is little, above "
            + $"{page.Number(0.25)} is much.",
            $"Hoe ver elk kenmerk verschoof sinds {drift.From}: onder {page.Number(0.1)} is weinig, boven "
            + $"{page.Number(0.25)} is veel.");
        Moved(drift, moved => moved.Of != "score");
    }

    /// <summary>Of question 17: whether scores and who is selected are what they were.</summary>
    public void Scores()
    {
        if (report.Drift is not { } drift)
            return;

        page.Heading(3, $"Moved since {drift.From}", $"Verschoven sinds {drift.From}");
        page.Markup(DriftPlot.Write(drift, page));
        Moved(drift, moved => moved.Of == "score");
        page.Table(
            [
                page.In("Period", "Periode"), page.In("Cases", "Gevallen"),
                page.In("Share selected, less what it was", "Aandeel geselecteerd, min wat het was"),
            ],
            drift.Periods.Select(period => new[]
            {
                period.Period, page.Count(period.Cases), page.Of(period.Selection),
            }));
    }

    /// <summary>Of question 13: whether what must not matter does not.</summary>
    public void Twins()
    {
        if (report.Stability is not { Twins.IsEmpty: false } tried)
            return;

        page.Heading(3, "Shadow copies", "Schaduwkopieën");
        page.Sentence(
            "Copies of real referents, changed only in what must not matter. One with another score is one too many.",
            "Kopieën van echte referenten, alleen veranderd in wat er niet toe mag doen. Eén met een andere score is "
            + "er een te veel.");
        page.Table(
            [
                page.In("Changed", "Veranderd"), page.In("With another score", "Met een andere score"),
                page.In("Share", "Aandeel"),
            ],
            tried.Twins.Select(twin => new[]
            {
                PlainNames.Of(twin.Change, page), Number(twin.Different), page.Of(twin.Share),
            }));
    }

    /// <summary>Of question 14: a level that falls over by itself cannot be effective.</summary>
    public void Stability()
    {
        if (report.Stability is not { } tried || (tried.Changes.IsEmpty && tried.SplitHalves is null))
            return;

        page.Heading(3, "Do levels stand?", "Houden niveaus stand?");
        page.Table(
            [
                page.In("Change", "Verandering"), page.In("Change level", "Veranderen van niveau"),
                page.In("Of the highest level, leave it", "Van het hoogste niveau, verlaten het"),
            ],
            tried.Changes.Select(change => new[]
            {
                PlainNames.OfQuestion(change.Change, page), page.Of(change.Share), page.Of(change.OfHighest),
            }));
        if (tried.SplitHalves is { } halves)
            page.Sentence(
                $"Points from two halves of the facts agree: {page.Of(halves)}; 1 is wholly.",
                $"Punten uit twee helften van de feiten stemmen overeen: {page.Of(halves)}; 1 is geheel.");
    }

    private void Moved(DriftFigures drift, Func<MovedFigures, bool> isWanted) => page.Table(
        [
            page.In("Period", "Periode"), page.In("What", "Wat"), page.In("Stability index", "Stabiliteitsindex"),
            page.In("Largest gap", "Grootste kloof"), "p", "Holm",
        ],
        from period in drift.Periods
        from moved in period.Moved
        where isWanted(moved)
        select new[]
        {
            period.Period, PlainNames.Of(moved.Of, page), page.Of(moved.Index),
            moved.Gap is { } gap ? page.Number(gap.Gap) : "–", page.P(moved.Gap?.PValue), page.P(moved.Gap?.Holm),
        });

    private string Number(long? number) =>
        number?.ToString(CultureInfo.InvariantCulture) ?? page.In("kept back", "verzwegen");
}
