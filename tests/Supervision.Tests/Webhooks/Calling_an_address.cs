using System.Net;
using Supervision.Webhooks;

namespace Supervision.Tests.Webhooks;

/// <summary>Which addresses may be called, row by row.</summary>
public sealed class Calling_an_address
{
    private static readonly AddressGuard Guard = new([]);

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.254")]
    [InlineData("2a00:1450:400e:80c::200e")]
    [InlineData("2606:4700::1111")]
    public void Is_for_the_internet(string address) => Assert.True(Guard.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Is_for_nothing_else(string address) => Assert.False(Guard.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("fd00::5", true)]
    [InlineData("fd00:1::5", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("8.8.8.8", true)]
    public void Goes_where_a_network_is_named(string address, bool isAllowed) => Assert.Equal(
        isAllowed,
        new AddressGuard([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00::/32")])
            .Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://register.example.org/in?of=1", null)]
    [InlineData("https://8.8.8.8:8443/", null)]
    [InlineData("http://register.example.org/", "url-without-tls")]
    [InlineData("ftp://register.example.org/", "malformed-url")]
    [InlineData("file:///etc/passwd", "malformed-url")]
    [InlineData("//register.example.org/", "malformed-url")]
    [InlineData("register", "malformed-url")]
    [InlineData("https://user:word@register.example.org/", "malformed-url")]
    [InlineData("https://register.example.org/#part", "malformed-url")]
    [InlineData("https://127.0.0.1/", "address-refused")]
    [InlineData("https://2130706433/", "address-refused")]
    [InlineData("https://0x7f.1/", "address-refused")]
    [InlineData("https://[::1]:5080/", "address-refused")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address-refused")]
    [InlineData("https://169.254.169.254/latest/meta-data", "address-refused")]
    public void Is_judged_by_the_text_as_far_as_it_goes(string url, string? code) =>
        Assert.Equal(code, WebhookTerms.WrongWithUrl(url, allowHttp: false, Guard)?.Code);

    [Fact]
    public void Takes_no_longer_text() => Assert.Equal(
        "malformed-url",
        WebhookTerms.WrongWithUrl("https://a.example/" + new string('a', 2_000), allowHttp: true, Guard)?.Code);
}
