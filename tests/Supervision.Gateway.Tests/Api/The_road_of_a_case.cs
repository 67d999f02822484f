namespace Supervision.Gateway.Tests.Api;

/// <summary>The page about cases, line by line: each is answered as the line under it says.</summary>
[Collection(nameof(RunningServer))]
public sealed class The_road_of_a_case(RunningServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says()
    {
        var steps = await DocumentedSteps.Run("cases.md", server.Client.BaseAddress!, _folder.Path);

        Assert.True(steps >= 80, $"Only {steps} lines were found.");
        Assert.Equal(200, (await server.Post("/v1/second-readings", """{"share":0}""", "team-lead")).Status);
    }

    public void Dispose() => _folder.Dispose();
}
