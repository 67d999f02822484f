using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>
/// Requests whose end a proxy and this server could see in different places, so that the rest would be taken for the
/// request of somebody else; and those that do not end.
/// </summary>
internal static class AttacksOnFraming
{
    private const string Hidden = "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Hidden: 1\r\n\r\n";

    public static Attack[] All =>
    [
        Framed("two lengths", "Content-Length: 0\r\nContent-Length: 5", ""),
        Framed("two lengths on one line", "Content-Length: 0, 5", ""),
        Framed("a length below zero", "Content-Length: -1", ""),
        Framed("a length in hexadecimal", "Content-Length: 0x5", "hello"),
        Framed("a coding that is nearly chunked", "Transfer-Encoding: xchunked", "0\r\n\r\n"),
        Framed("a coding after chunked", "Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
        Framed("a space before the colon", "Transfer-Encoding : chunked", "0\r\n\r\n"),
        Framed("a folded header", "X-Folded: a\r\n Transfer-Encoding: chunked", ""),
        Framed("a null in a header", "X-Null: a\0b", ""),
        Framed("a chunk whose length is no number", "Transfer-Encoding: chunked", "zz\r\nhello\r\n0\r\n\r\n"),
        Framed("a chunk without its end", "Transfer-Encoding: chunked", "3\r\nhello\r\n0\r\n\r\n"),
        new("a length and chunked, and another request behind", besieged => besieged.Raw(
            $"POST /sign-in HTTP/1.1\r\nHost: {besieged.Host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + $"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}"), 400)
        {
            Never = ["HTTP/1.1 401"], // Which is what the hidden request would be answered.
        },
        new("a body that stays out", besieged => besieged.Raw(
            $"POST /sign-in HTTP/1.1\r\nHost: {besieged.Host}\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname="), 408),
        new("a hundred headers", besieged => besieged.Ask(
            Nobody, "GET", "/v1/me",
            headers: [.. Enumerable.Range(0, 100).Select(number => ($"X-Header-{number}", "1"))]), 431),
        new("a first line of 9 KiB", besieged => besieged.Ask(
            Nobody, "GET", $"/v1/me?{new string('a', 9 * 1024)}"), 414),
    ];

    private static Attack Framed(string name, string framing, string body) => new(
        name,
        besieged => besieged.Raw(
            $"POST /v1/events HTTP/1.1\r\nHost: {besieged.Host}\r\nConnection: close\r\n"
            + $"{besieged.Credentials(Service)}Content-Type: application/cloudevents+json\r\n{framing}\r\n\r\n{body}"),
        400);
}
