using System.Text;
using Supervision.Access;
using Supervision.Webhooks;

namespace Supervision.Tests.Webhooks;

public sealed class Signing_a_message
{
    private const string Url = "https://register.example.org/";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <remarks>
    /// The vector of the reference libraries of Standard Webhooks; also by OpenSSL 3:
    /// <c>openssl dgst -sha256 -mac HMAC -macopt hexkey:31f290f6bf0618a6…</c> over the same text.
    /// </remarks>
    [Fact]
    public void Gives_what_others_give() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(
            [new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Fact]
    public void Uses_both_secrets_while_one_takes_over_from_the_other()
    {
        var first = Made();
        var second = first.Rotate(WebhookSecret.NewText(), TimeSpan.FromHours(1), Now);
        var third = second.Rotate(WebhookSecret.NewText(), TimeSpan.Zero, Now);

        Assert.Equal([first.Secret.Text], Texts(first, Now));
        Assert.Equal([second.Secret.Text, first.Secret.Text], Texts(second, Now.AddMinutes(59)));
        Assert.Equal([second.Secret.Text], Texts(second, Now.AddHours(1)));
        Assert.Equal([third.Secret.Text], Texts(third, Now));
        Assert.Equal(2, WebhookPost.Of(second, "a", [1], Now).Signature.Split(' ').Length);
    }

    [Fact]
    public void Keeps_the_secret_of_a_rotation_that_comes_again()
    {
        var rotated = Made().Rotate("whsec_AAAA", TimeSpan.FromHours(1), Now);

        Assert.Same(rotated, rotated.Rotate("whsec_AAAA", TimeSpan.FromHours(1), Now.AddMinutes(1)));
    }

    [Fact]
    public void Has_a_secret_of_256_bits_that_no_text_says()
    {
        var webhook = Made();

        Assert.Equal(32, webhook.Secret.Key().Length);
        Assert.NotEqual(webhook.Secret.Text, Made().Secret.Text);
        Assert.DoesNotContain(webhook.Secret.Text, webhook.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_made_on_terms_that_say_something()
    {
        var guard = new AddressGuard([]);

        Assert.Empty(Terms().Malformed(allowHttp: false, guard));
        Assert.Equal(
            ["/name", "/url", "/events"],
            new WebhookTerms("", "http://127.0.0.1/", [], ReadingPurpose.Supervision)
                .Malformed(allowHttp: false, guard).Select(wrong => wrong.Pointer));
    }

    [Fact]
    public void Is_disabled_and_enabled_once()
    {
        var disabled = Made().Disable(Now);

        Assert.Same(disabled, disabled.Disable(Now.AddDays(1)));
        Assert.Null(disabled.Enable().DisabledAt);
    }

    private static IEnumerable<string> Texts(Webhook webhook, DateTimeOffset at) =>
        webhook.SecretsAt(at).Select(secret => secret.Text);

    private static WebhookTerms Terms() =>
        new("Register", Url, [WebhookMatter.LevelChanged], ReadingPurpose.Supervision);

    private static Webhook Made() => Terms().Make("m2x6q7dk3w4c", WebhookSecret.NewText(), Now, "user:a");
}
