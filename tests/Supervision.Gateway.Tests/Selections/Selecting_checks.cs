using Supervision.Gateway.Tests.Models;

namespace Supervision.Gateway.Tests.Selections;

/// <summary>The page about selection, line by line: each is answered as the line under it says.</summary>
public sealed class Selecting_checks(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says()
    {
        var steps = await DocumentedSteps.Run("selection.md", server.Address, _folder.Path);

        Assert.True(steps >= 28, $"Only {steps} lines were found.");
    }

    public void Dispose() => _folder.Dispose();
}
