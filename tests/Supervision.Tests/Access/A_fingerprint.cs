using System.Security.Cryptography;
using System.Text;
using Supervision.Access;
using Supervision.Access.Keys;

namespace Supervision.Tests.Access;

public sealed class A_fingerprint
{
    /// <summary>SHA-256 of "abc", FIPS 180-4.</summary>
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly KeyTerms Terms = new(
        "a register", [Role.Integrator], new KeyScope(["urn:a"], ["supervision.*"]), 9);

    [Fact]
    public void Is_the_digest_and_its_beginning_is_the_id()
    {
        Assert.Equal(OfAbc, Fingerprint.Of("abc"u8));
        // The same bits in the alphabet of RFC 4648, as another program writes them: base32 of the digest.
        Assert.Equal("xj4bnp4pahh6", Fingerprint.IdOf(OfAbc));
        Assert.True(KeyText.IsId(Fingerprint.IdOf(OfAbc)));
    }

    [Theory]
    [InlineData(OfAbc, true)]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", true)]
    [InlineData(
        "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD", true)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a", false)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag", false)]
    [InlineData("", false)]
    public void Is_read_as_programs_print_it(string text, bool isOne)
    {
        Assert.Equal(isOne, Fingerprint.TryRead(text, out var fingerprint));
        if (isOne)
            Assert.Equal(OfAbc, fingerprint);
    }

    [Fact]
    public void Stands_for_a_secret_and_gets_no_new_one()
    {
        var key = Terms.Bind(OfAbc, Monday, "user:a.beheer");
        var (other, _) = Terms.Make(Monday, "user:a.beheer");

        Assert.Equal((OfAbc, Fingerprint.IdOf(OfAbc)), (key.Certificate, key.Id));
        Assert.True(key.Holds(SHA256.HashData("abc"u8), Monday));
        Assert.False(key.Holds(SHA256.HashData("abd"u8), Monday));
        Assert.False(key.Holds(SHA256.HashData("abc"u8), Monday.AddDays(9)));
        Assert.Equal("key-of-certificate", KeyTerms.CheckRotation(key)?.Code);
        Assert.Null(other.Certificate);
        Assert.Null(KeyTerms.CheckRotation(other));
        Assert.Null(Terms.Check());
        // A text with its id has another digest.
        Assert.True(KeyText.TryRead(KeyText.New(key.Id).Text, out _, out var digest));
        Assert.False(key.Holds(digest, Monday));
        Assert.Equal(64, Encoding.ASCII.GetByteCount(key.Certificate!));
    }
}
