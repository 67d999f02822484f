using System.Text;
using System.Text.Json;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Tests.Facts;

public sealed class Writing_a_fact
{
    [Fact]
    public void Sorts_members_and_leaves_out_what_is_absent() =>
        Writes(
            """{"applicationId":"a","criterion":"age-30-plus","purpose":"labour"}""",
            new ApplicationSubmitted("a", Purpose.Labour, Criterion: SalaryCriterion.Age30Plus));

    [Fact]
    public void Escapes_no_more_than_the_standard_does() =>
        Writes(
            """{"displayName":"é<&>😀\"\\/","founded"""
            + """On":"2001-02-03","legalForm":"public-body","sector":"O","sizeBand":"2-9"}""",
            new ReferentRegistered(
                LegalForm.PublicBody, Sector.O, SizeBand.From2To9, new DateOnly(2001, 2, 3), "é<&>😀\"\\/"));

    [Fact]
    public void Writes_a_number_in_its_one_form() =>
        Writes(
            """{"channel":"random","checkId":"c","inclusionProbability":0.1,"kind":"visit"}""",
            new CheckPlanned("c", Channel.Random, 0.100m, CheckKind.Visit));

    [Fact]
    public void Makes_the_data_of_a_correction_canonical_too()
    {
        var data = JsonElement.Parse("""{ "purpose": "labour", "headCount": 2, "applicationId": "a" }""");
        Writes(
            """{"data":{"applicationId":"a","headCount":2,"purpose":"labour"},"of"""
            + """Id":"1","ofSource":"s","reason":"wrong-value"}""",
            new FactCorrected("s", "1", CorrectionReason.WrongValue, data));
    }

    // ECMA-262, Number::toString, by way of the examples of RFC 8785, appendix B.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(unchecked((long)0xc340000000000000), "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Lays_out_a_number_as_the_standard_does(long bits, string expected)
    {
        Span<byte> buffer = stackalloc byte[CanonicalNumber.LengthMax];
        var length = CanonicalNumber.Write(BitConverter.Int64BitsToDouble(bits), buffer);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer[..length]));
    }

    private static void Writes(string expected, Fact fact) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(FactTypes.Write(fact)));
}
