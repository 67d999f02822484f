using System.Security.Cryptography;
using System.Text;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Models;

public sealed class A_model_card
{
    private static readonly ModelVersion Used = A_model.Folded(A_model.UpToInUse).Find(A_model.Name)!;

    [Fact]
    public void Says_what_runs_and_on_which_grounds()
    {
        var card = ModelCard.Of(A_model.Document, Used, A_model.Monday);

        Assert.Equal(
            (A_model.Document.Identity.Hash, ModelStage.InUse, A_model.Monday, A_model.Grounds.ReviewOn, "report 1"),
            (card.Hash, card.Stage, card.InUseSince!.Value, card.ReviewOn!.Value, card.AssuranceReport));
        Assert.Equal(A_model.Document.Document.Indicators.Length, card.Indicators.Length);
        Assert.All(card.Indicators, indicator => Assert.True(indicator.IsOn));
        Assert.Contains("below 100: 0; 100 to 249: 4", card.Indicators[0].Points, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_indicators_are_off_on_the_day() => Assert.All(
        ModelCard.Of(A_model.Document, Used, new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero)).Indicators,
        indicator => Assert.False(indicator.IsOn));

    [Fact]
    public void Names_no_official()
    {
        var page = ModelCardPage.Write(ModelCard.Of(A_model.Document, Used, A_model.Monday));

        Assert.DoesNotContain("user:", page, StringComparison.Ordinal);
        Assert.Contains("dpia 1", page, StringComparison.Ordinal);
        Assert.Contains("In gebruik", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "In ontwikkeling", null, null)]
    [InlineData(1, "In gebruik", "2026-03", null)]
    [InlineData(2, "Buiten gebruik", "2026-03", "2026-03")]
    public void Fills_in_the_register_of_algorithms(int more, string status, string? begun, string? ended)
    {
        var version = A_model.Folded(
            [.. A_model.UpToApproved, .. new[] { A_model.Used, A_model.Stopped }.Take(more)]).Find(A_model.Name)!;

        var entry = ModelCard.Of(A_model.Document, version, A_model.Monday).Registration;

        Assert.Equal((status, begun, ended), (entry.Status, entry.Begindatum, entry.Einddatum));
        Assert.Equal(("nld", "1.0.0", "duties@1.0.0"), (entry.Taal, entry.Schema, entry.BronId));
    }

    [Fact]
    public void Keeps_to_the_lengths_of_that_register()
    {
        var entry = ModelCard.Of(A_model.Document, Used, A_model.Monday).Registration;

        Assert.InRange(entry.Naam.Length, 1, 99);
        Assert.InRange(entry.KorteOmschrijving.Length, 1, 349);
        Assert.All(
            [entry.DoelEnImpact, entry.Afwegingen, entry.MenselijkeTussenkomst, entry.Risicobeheer,
                entry.WettelijkeBasis, entry.Gegevens],
            text => Assert.InRange(text.Length, 1, 2_499));
        Assert.InRange(entry.TechnischeWerking.Length, 1, 4_999);
    }

    [Fact]
    public void Escapes_what_people_wrote()
    {
        var model = A_model.Make(change: json => json["title"] = "<script>alert(1)</script>");

        Assert.DoesNotContain(
            "<script>", ModelCardPage.Write(ModelCard.Of(model, null, A_model.Monday)), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_a_page_with_the_style_of_the_letters_and_nothing_from_elsewhere()
    {
        var page = ModelCardPage.Write(ModelCard.Of(A_model.Document, Used, A_model.Monday));

        var (from, to) = ("<style>", "</style>");
        var begin = page.IndexOf(from, StringComparison.Ordinal) + from.Length;
        var style = page[begin..page.IndexOf(to, StringComparison.Ordinal)];
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(style));
        Assert.Contains(
            $"'sha256-{Convert.ToBase64String(digest)}'", ModelCardPage.Policy, StringComparison.Ordinal);
        Assert.Contains("@media print", style, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_trial_says_loudly_that_it_is_one() => Assert.Contains(
        "A trial: neither assured nor approved.",
        ModelCardPage.Write(ModelCard.Of(RiskModels.Example, null, A_model.Monday)), StringComparison.Ordinal);
}
