using System.Text;
using System.Text.Json;
using Supervision.Facts;

namespace Supervision.Tests.Facts;

public sealed class Reading_a_fact
{
    private const string Submitted = "supervision.application.submitted.v1";

    [Theory]
    [InlineData("""{"applicationId":"a-1","purpose":"Labour"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"LABOUR"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":0}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"0"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour,study"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour, study"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":" labour"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":""}""")]
    [InlineData("""{"applicationId":"a-1","purpose":null}""")]
    [InlineData("""{"applicationId":"a-1","purpose":["labour"]}""")]
    public void Takes_a_word_of_a_closed_list_to_the_letter_only(string data) => Refuses(Submitted, data);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("1e400")]
    [InlineData("1000000000000000000000000000000")]
    [InlineData("2147483648")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void Refuses_what_is_no_whole_number(string headCount) =>
        Refuses(Submitted, $$"""{"applicationId":"a-1","purpose":"labour","headCount":{{headCount}}}""");

    [Theory]
    [InlineData("1e400")]
    [InlineData("1e-30")]
    [InlineData("\"0.5\"")]
    public void Refuses_a_chance_that_the_canonical_form_cannot_carry(string chance) =>
        Refuses(
            "supervision.check.planned.v1",
            $$"""{"checkId":"c","channel":"risk","kind":"desk","inclusionProbability":{{chance}}}""");

    [Theory]
    [InlineData("""{"applicationId":"a-1"}""")]
    [InlineData("""{"applicationId":null,"purpose":"labour"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour","nationality":"x"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour","purpose":"study"}""")]
    [InlineData("""{"ApplicationId":"a-1","purpose":"labour"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour","startOn":"2026-02-30"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour","startOn":"2026-02-03T00:00:00"}""")]
    [InlineData("""{"applicationId":"a-1","purpose":"labour"} """ + "x")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Refuses_missing_unknown_and_double_members(string data) => Refuses(Submitted, data);

    [Theory]
    [InlineData("""{"checkId":"c"}""")]
    [InlineData("""{"checkId":"c","findings":null}""")]
    [InlineData("""{"checkId":"c","findings":[null]}""")]
    [InlineData("""{"checkId":"c","findings":[{"duty":"care","severity":"minor"}]}""")]
    [InlineData("""{"checkId":"c","findings":[{"duty":"care","severity":"minor","breach":true,"note":"x"}]}""")]
    public void Refuses_findings_that_are_not_whole(string data) => Refuses("supervision.check.completed.v1", data);

    [Fact]
    public void Refuses_an_unknown_type() => Refuses("supervision.referent.liked.v1", "{}");

    [Fact]
    public void Takes_null_for_an_optional_member_as_absence() =>
        Assert.Equal(
            new ApplicationSubmitted("a-1", Purpose.Labour),
            Read(Submitted, """{"applicationId":"a-1","purpose":"labour","headCount":null}"""));

    [Fact]
    public void Reads_back_what_was_written()
    {
        Fact[] facts =
        [
            new ReferentRegistered(
                LegalForm.Foundation, Sector.P, SizeBand.From250, new DateOnly(1980, 2, 29), "Töst \"B\\V\""),
            new PayrollObserved("s-1", new YearMonth(2026, 3), 512_300, HoursBand.From32),
            new CheckPlanned("c-1", Channel.Random, 0.06666666666666667m, CheckKind.Desk),
        ];

        foreach (var fact in facts)
            Assert.Equal(fact, FactTypes.Read(FactTypes.NameOf(fact), FactTypes.Write(fact)));
    }

    private static Fact Read(string type, string data) => FactTypes.Read(type, Encoding.UTF8.GetBytes(data));

    private static void Refuses(string type, string data)
    {
        var refused = Assert.Throws<FormatException>(() => Read(type, data));
        Assert.True(refused.InnerException is null or JsonException);
    }
}
