using System.Net.Http.Headers;
using System.Text;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Sending_a_form_that_cannot_be_read(AccountServer server)
{
    private const string Plain = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, string> Forms()
    {
        var all = new TheoryData<string, string, string>();
        foreach (var path in (string[])
            ["/set-up", "/set-up/second-factor", "/sign-in", "/sign-in/code", "/sign-out", "/account/purpose"])
        {
            all.Add(path, Plain, "password=a%00b");
            all.Add(path, Plain, "a%00b=c");
            all.Add(path, Plain, "password=a\0b");
            all.Add(path, Plain, "password=%ff%fe%zz%");
            all.Add(path, Plain, string.Concat(Enumerable.Repeat("a=b&", 2_000)));
            all.Add(path, "multipart/form-data", "password=a");
            all.Add(path, "multipart/form-data; boundary=x", "--x\r\nnot: ended");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Is_answered_400(string path, string type, string text)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await server.Administrator.Client.PostAsync(path, content);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Is_answered_400_with_the_token_of_the_form_too()
    {
        using var browser = new Browser(server.Address);
        using var opened = await browser.Open("/sign-in");
        using var answer = await browser.Submit(("name", "somebody"), ("password", "een\0lange nacht"));

        Assert.Equal(400, (int)answer.StatusCode);
    }
}
