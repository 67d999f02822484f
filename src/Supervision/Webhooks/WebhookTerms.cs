using System.Collections.Immutable;
using System.Net;
using Supervision.Access;

namespace Supervision.Webhooks;

/// <summary>What an administrator asks for: who is told, where, of what, and what for.</summary>
public sealed record WebhookTerms(
    string Name, string Url, ImmutableArray<WebhookMatter> Matters, ReadingPurpose Purpose)
{
    public const int UrlLengthMax = 2_000;

    /// <summary>All there may be, disabled ones among them.</summary>
    public const int WebhooksMax = 20;

    /// <summary>The longest that an old secret signs beside the new one, in hours.</summary>
    public const int OldHoursMax = 30 * 24;

    /// <summary>Everything that is wrong with them, by the members of the request.</summary>
    /// <param name="allowHttp">Whether the configuration lets messages go without TLS.</param>
    public ImmutableArray<Refusal> Malformed(bool allowHttp, AddressGuard guard)
    {
        var wrong = ImmutableArray.CreateBuilder<Refusal>();
        if (Name.Length is 0 or > Actor.NameLengthMax || Name.Any(char.IsControl))
            wrong.Add(new Refusal(
                "malformed-name", $"Takes 1 to {Actor.NameLengthMax} characters of text.", "/name"));
        if (WrongWithUrl(Url, allowHttp, guard) is { } url)
            wrong.Add(url);
        if (Matters.IsEmpty)
            wrong.Add(new Refusal("malformed-events", "Takes one kind of event or more.", "/events"));
        return wrong.ToImmutable();
    }

    public Webhook Make(string id, string secret, DateTimeOffset now, string by) =>
        new(id, Name, Url, Matters, Purpose, new WebhookSecret(secret), now, by);

    /// <summary>Why a URL is not called; null when it can be, as far as the text of it tells.</summary>
    public static Refusal? WrongWithUrl(string text, bool allowHttp, AddressGuard guard)
    {
        if (text.Length > UrlLengthMax || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0 || url.Fragment.Length > 0 || url.Host.Length == 0
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return new Refusal(
                "malformed-url",
                $"Takes an absolute https address of at most {UrlLengthMax} characters, without user or fragment.",
                "/url");
        if (url.Scheme == Uri.UriSchemeHttp && !allowHttp)
            return new Refusal("url-without-tls", "Takes https: what is told must not be read on its way.", "/url");
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !guard.Allows(address))
            return new Refusal(
                "address-refused", "This address is not of the internet, and no network that is allowed has it.",
                "/url");

        return null;
    }
}
