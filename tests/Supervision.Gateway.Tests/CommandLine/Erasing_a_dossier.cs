using Supervision.Benchmarks.Load;

namespace Supervision.Gateway.Tests.CommandLine;

public sealed class Erasing_a_dossier
{
    [Fact]
    public async Task Names_the_positions_that_are_not_in_it_and_those_that_are_none()
    {
        using var folder = new TemporaryFolder();
        string[] dossier = ["kvk:985000001", "--data", Path.Combine(folder.Path, "data")];
        var (held, _) = await ServerProcess.Run(["dossier", "hold", .. dossier, "--ground", "inspection"]);
        var (released, _) = await ServerProcess.Run(["dossier", "release", .. dossier, "--ground", "inspection"]);

        var (refused, why) = await ServerProcess.Run(
            ["dossier", "erase", .. dossier, "--event", "99-1", "--event", "1-999999"]);
        var (malformed, how) = await ServerProcess.Run(["dossier", "erase", .. dossier, "--event", ""]);

        Assert.Equal((0, 0, 1, 2), (held, released, refused, malformed));
        Assert.Contains("unknown-event", why, StringComparison.Ordinal);
        Assert.Contains("99-1 1-999999", why, StringComparison.Ordinal);
        Assert.Contains("Takes positions such as 3-1042.", how, StringComparison.Ordinal);
    }
}
