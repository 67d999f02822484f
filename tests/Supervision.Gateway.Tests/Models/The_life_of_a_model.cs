namespace Supervision.Gateway.Tests.Models;

/// <summary>The page about models, line by line: each is answered as the line under it says.</summary>
public sealed class The_life_of_a_model(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says()
    {
        var steps = await DocumentedSteps.Run("models.md", server.Address, _folder.Path);

        Assert.True(steps >= 40, $"Only {steps} lines were found.");
    }

    public void Dispose() => _folder.Dispose();
}
