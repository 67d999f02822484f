using Supervision.Gateway.Assuring;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Known_questions
{
    [Fact]
    public void Are_all_those_that_a_report_with_everything_in_it_answers()
    {
        var answers = AssuranceExamples.Details.Document!.Report.Answers;

        Assert.True(answers.Length > 30, $"Only {answers.Length} answers: this is no whole report.");
        Assert.All(answers, answer => Assert.True(KnownQuestions.Has(answer.Question), answer.Question));
        Assert.All(
            answers.Where(answer => answer.Question.Contains('=', StringComparison.Ordinal)),
            answer => Assert.True(
                KnownQuestions.Has(answer.Question[..answer.Question.IndexOf('=', StringComparison.Ordinal)]),
                answer.Question));
    }

    [Theory]
    [InlineData("roc-area")]
    [InlineData("selection-rate/ratio/vault:origin=a=b")]
    [InlineData("drift/feature")]
    [InlineData("stability/one-event-lost")]
    [InlineData("use/followed/ratio/team=north")]
    public void Takes(string question) => Assert.True(KnownQuestions.Has(question));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("roc-aera")]
    [InlineData("roc-area=J")]
    [InlineData("selection-rate/ratio")]
    [InlineData("selection-rate/ratio/")]
    [InlineData("selection-rate/ratio/=J")]
    [InlineData("selection-rate/ratio/sector=")]
    [InlineData("selection-rate/odds/sector")]
    [InlineData("false-discovery-rate/ratio/sector")]
    [InlineData("stability")]
    [InlineData("proxy")]
    [InlineData("twins=")]
    public void Refuses(string question) => Assert.False(KnownQuestions.Has(question));
}
