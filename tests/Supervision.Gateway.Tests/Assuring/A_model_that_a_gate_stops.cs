using Supervision.Gateway.Tests.Models;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>
/// The page about assurance, line by line: a version is kept out, another goes into use, what checks find trips a gate,
/// and the next checks are drawn without it.
/// </summary>
public sealed class A_model_that_a_gate_stops(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Is_kept_out_goes_into_use_is_stopped_and_leaves_checks_to_chance_and_signals()
    {
        var steps = await DocumentedSteps.Run("assurance.md", server.Address, _folder.Path);

        Assert.True(steps >= 45, $"Only {steps} lines were found.");
    }

    public void Dispose() => _folder.Dispose();
}
