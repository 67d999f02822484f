using System.Text;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Files that are not what they seem, or whose names would lead elsewhere.</summary>
internal static class AttacksOnFiles
{
    private const string Path = $"/v1/escalations/{Escalation}/evidence-files?fileId=f-1";
    private const string Any = "application/octet-stream";
    private const string Officer = "escalation-officer";

    private static readonly byte[] Pdf = [.. "%PDF-1.7\n%%EOF\n"u8];

    public static IEnumerable<Attack> All => [.. Names, .. Contents, .. Others];

    private static IEnumerable<Attack> Names => ((string[])
    [
        "../../etc/cron.d/x.pdf", "..%2F..%2Fx.pdf", "..%5C..%5Cx.pdf", "%2Fetc%2Fx.pdf", "C%3A%5Cx.pdf",
        "x%00.pdf", "x.exe%00.pdf", "x%0D%0ASet-Cookie:%20a.pdf", "x%E2%80%AEfdp.pdf", "x%ff.pdf", "%C0%AE.pdf",
        "<script>alert(1)</script>.pdf", "%3Cscript%3E.pdf", "x%22;filename=y.pdf", ".pdf", "x.pdf.",
        new string('x', 200) + ".pdf",
    ]).Select(name => new Attack(
        $"a file that is called {name[..Math.Min(name.Length, 40)]}",
        besieged => besieged.Ask(Officer, "POST", Path, Pdf, Any, ("X-File-Name", name)),
        400, "X-File-Name")
    { Never = ["<script", "cron.d", "Set-Cookie"] });

    private static Attack[] Contents =>
    [
        Sent("a page as a picture", "x.png", Any, "<!doctype html><script>x()</script>", 400, "not-of-its-kind"),
        Sent("a drawing with a script", "x.svg", Any, "<svg onload=\"x()\"/>", 400, "file-kind-not-taken"),
        Sent("a drawing as what it is", "x.svg", "image/svg+xml", "<svg onload=\"x()\"/>", 415, "unsupported"),
        Sent("a page as what it is", "x.html", "text/html", "<script>x()</script>", 415, "unsupported"),
        Sent("a page by its name", "x.html", Any, "<script>x()</script>", 400, "file-kind-not-taken"),
        Sent("a program as a document", "x.pdf", Any, "MZ\u0090", 400, "not-of-its-kind"),
        Sent("a program that is also a document", "x.pdf", Any, "MZ %PDF-1.7 %%EOF", 400, "not-of-its-kind"),
        Sent("a document as a picture", "x.png", "image/png", "%PDF-1.7\n%%EOF", 400, "not-of-its-kind"),
        Sent("a picture by another media type", "x.png", "application/pdf", "%PDF-1.7\n%%EOF", 400, "Content-Type"),
        Sent("text with a null character", "x.txt", "text/plain", "a\0b", 400, "not-of-its-kind"),
        Sent("a file with nothing in it", "x.pdf", Any, "", 400, "empty-file"),
    ];

    private static Attack[] Others =>
    [
        new("a file that says it is compressed", besieged => besieged.Ask(
            Officer, "POST", Path, Pdf, Any, ("X-File-Name", "x.pdf"), ("Content-Encoding", "gzip")), 415),
        new("a file of a gigabyte", besieged => besieged.Raw(
            $"POST {Path} HTTP/1.1\r\nHost: {besieged.Host}\r\nConnection: close\r\n{besieged.Credentials(Officer)}"
            + $"X-File-Name: x.pdf\r\nContent-Type: {Any}\r\nContent-Length: 1073741824\r\n\r\n"), 413, "too-large"),
        new("a file by somebody who does not have the case", besieged => besieged.Ask(
            "another-officer", "POST", Path, Pdf, Any, ("X-File-Name", "x.pdf")), 409, "escalation-not-taken"),
        new("a file before the first judgement", besieged => besieged.Ask(
            Officer, "POST", Path, Pdf, Any, ("X-File-Name", "x.pdf")), 409, "not-judged"),
        new("a file of a service", besieged => besieged.Ask(
            Service, "POST", Path, Pdf, Any, ("X-File-Name", "x.pdf")), 403),
        new("a file of nobody", besieged => besieged.Ask(
            Nobody, "POST", Path, Pdf, Any, ("X-File-Name", "x.pdf")), 401),
        new("the evidence of a case that is not judged", besieged => besieged.Ask(
            Officer, "GET", $"/v1/escalations/{Escalation}/evidence-files"), 409, "judge-first"),
        new("a file by a path in the place of its id", besieged => besieged.Ask(
            "auditor", "GET", $"/v1/escalations/{Escalation}/evidence-files/..%2f..%2fsupervision.db"), 404)
        {
            Readings = 1,
        },
    ];

    private static Attack Sent(
        string what, string name, string type, string content, int status, params string[] says) => new(
            what,
            besieged => besieged.Ask(
                Officer, "POST", Path, Encoding.UTF8.GetBytes(content), type, ("X-File-Name", name)),
            status, says)
        { Never = ["<script", "onload"] };
}
