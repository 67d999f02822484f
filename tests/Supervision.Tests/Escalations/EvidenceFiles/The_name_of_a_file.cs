using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Tests.Escalations.EvidenceFiles;

public sealed class The_name_of_a_file
{
    [Theory]
    [InlineData("Loonstroken januari (2).pdf")]
    [InlineData("Jaarrekening – België.xlsx")]
    [InlineData("契約.pdf")]
    [InlineData("a.b.c-d_e,f;g@h'i+j=k&l#m!n~o.txt")]
    [InlineData("contract.pdf")]
    [InlineData("com10.pdf")]
    [InlineData("x.con.pdf")]
    public void Is_taken_as_it_is(string name) => Assert.True(FileNames.IsSafe(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x.pdf")]
    [InlineData("..\\x.pdf")]
    [InlineData("/etc/passwd.txt")]
    [InlineData("C:\\x.pdf")]
    [InlineData("x.pdf:stream")]
    [InlineData(".htaccess.txt")]
    [InlineData("x.pdf.")]
    [InlineData("x.pdf ")]
    [InlineData(" x.pdf")]
    [InlineData("x\0.pdf")]
    [InlineData("x.exe\0.pdf")]
    [InlineData("x\r\nSet-Cookie: a.pdf")]
    [InlineData("x\u001b[31m.pdf")]
    [InlineData("x\u007f.pdf")]
    [InlineData("x\u202efdp.exe")]
    [InlineData("x\u200b.pdf")]
    [InlineData("x\u2028.pdf")]
    [InlineData("x\u00a0.pdf")]
    [InlineData("x\ufeff.pdf")]
    [InlineData("x\ufffd.pdf")]
    [InlineData("x\ud83d.pdf")]
    [InlineData("x\ue000.pdf")]
    [InlineData("<script>alert(1)</script>.pdf")]
    [InlineData("\"x\".pdf")]
    [InlineData("x|y.pdf")]
    [InlineData("x?.pdf")]
    [InlineData("x*.pdf")]
    [InlineData("%2e%2e%2fx.pdf")]
    [InlineData("con.pdf")]
    [InlineData("NUL")]
    [InlineData("Aux .tar.txt")]
    [InlineData("com1.pdf")]
    [InlineData("LPT9.pdf")]
    [InlineData("lpt\u00b2.pdf")]
    [InlineData("conin$.txt")]
    public void Is_refused_when_it_is_not_safe_everywhere(string name) => Assert.False(FileNames.IsSafe(name));

    [Fact]
    public void Has_a_limit()
    {
        Assert.True(FileNames.IsSafe(new string('x', FileNames.LengthMax)));
        Assert.False(FileNames.IsSafe(new string('x', FileNames.LengthMax + 1)));
    }

    [Theory]
    [InlineData("x.pdf", FileKind.Pdf)]
    [InlineData("x.PDF", FileKind.Pdf)]
    [InlineData("x.jpeg", FileKind.Jpeg)]
    [InlineData("x.pdf.txt", FileKind.Text)]
    [InlineData("x.html", null)]
    [InlineData("x.svg", null)]
    [InlineData("x.docm", null)]
    [InlineData("x.pdf.exe", null)]
    [InlineData("pdf", null)]
    [InlineData(".pdf", null)]
    public void Says_of_which_kind_it_is(string name, FileKind? kind) => Assert.Equal(kind, FileKinds.OfName(name));
}
