using System.Text.Json;
using Supervision.Gateway.Access;
using Supervision.Gateway.Tests.Api;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(RunningServer))]
public sealed class The_demonstration(RunningServer server)
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://10.0.0.7:5080")]
    [InlineData("http://elsewhere.example:5080")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    [InlineData("http://127.0.0.1.elsewhere.example:5080")]
    public void Does_not_start_where_others_reach_it(string urls)
    {
        using var folder = new TemporaryFolder();

        var reason = Assert.Throws<CannotStartException>(() => SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), urls, "example", null,
            Configuration: new Dictionary<string, string?> { [DemoAccess.Key] = "true" })));

        Assert.StartsWith("The demonstration", reason.Message, StringComparison.Ordinal);
        Assert.Contains("for this machine alone", reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.7", 401)]
    [InlineData("Forwarded", "for=10.0.0.7", 401)]
    [InlineData("Via", "1.1 proxy.example", 401)]
    [InlineData("Authorization", "Bearer zzz", 401)]
    [InlineData("Host", "elsewhere.example", 401)]
    [InlineData("X-Demo-User", "nobody", 401)]
    [InlineData("X-Demo-User", "auditor", 200)]
    [InlineData("Host", "localhost", 200)]
    public async Task Is_for_requests_of_this_machine(string header, string value, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Cannot_be_worked_on_by_a_page_of_another_site()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/escalations/kvk:995999999~1/take");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Contains(
            "a page of another site", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_a_user_of_every_role_whose_name_says_it()
    {
        foreach (var user in DemoPeople.All)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
            request.Headers.Add("X-Demo-User", user.Name);
            using var answer = await server.Client.SendAsync(request);
            var me = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(user.Id, me.GetProperty("id").GetString());
            Assert.Equal(user.Roles.Length, me.GetProperty("roles").GetArrayLength());
        }

        Assert.All(
            Enum.GetValues<Supervision.Access.Role>(),
            role => Assert.Contains(DemoPeople.All, user => user.Roles is [var only] && only == role));
    }
}
