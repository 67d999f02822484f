using Supervision.Benchmarks.Load;
using Supervision.Risk;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.CommandLine;

public sealed class Keeping_models_as_files
{
    private static readonly string Example =
        Path.Combine(Repository.Root, "src", "Supervision", "Risk", "Models", "example.json");

    [Fact]
    public async Task Goes_in_and_out_with_the_same_hash_and_never_changes()
    {
        using var folder = new TemporaryFolder();
        var (data, files) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "files"));
        var other = Path.Combine(folder.Path, "other.json");
        await File.WriteAllTextAsync(
            other,
            (await File.ReadAllTextAsync(Example)).Replace("\"base\": 0", "\"base\": 1", StringComparison.Ordinal));

        var (imported, first) = await ServerProcess.Run(
            "models", "import", Example, "--data", data, "--author", "user:a");
        var (exported, _) = await ServerProcess.Run("models", "export", files, "--data", data);
        var (again, second) = await ServerProcess.Run(
            "models", "import", Path.Combine(files, "example", "1.0.0.json"), "--data", data, "--author", "user:b");
        var (refused, why) = await ServerProcess.Run(
            "models", "import", other, "--data", data, "--author", "user:a");
        var (listed, list) = await ServerProcess.Run("models", "list", "--data", data);

        Assert.Equal((0, 0, 0, 1, 0), (imported, exported, again, refused, listed));
        Assert.Equal(first, second);
        Assert.Contains("model-version-exists", why, StringComparison.Ordinal);
        Assert.Contains($"example@1.0.0  draft  {first.Trim().Split(' ')[^1]}", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_with_the_example_that_the_program_brings_along()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "example.json");

        var (printed, document) = await ServerProcess.Run("models", "example");
        await File.WriteAllTextAsync(file, document);
        var (good, output) = await ServerProcess.Run("models", "check", file);
        await File.WriteAllTextAsync(
            file, document.Replace("\"1.0.0\"", "\"01.0.0\"", StringComparison.Ordinal));
        var (wrong, why) = await ServerProcess.Run("models", "check", file);

        Assert.Equal((0, 0, 1), (printed, good, wrong));
        Assert.Contains(RiskModels.Example.Identity.Hash, output, StringComparison.Ordinal);
        Assert.Contains("/version  version-malformed: ", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_checked_with_every_error_at_once()
    {
        using var folder = new TemporaryFolder();
        var wrong = Path.Combine(folder.Path, "wrong.json");
        await File.WriteAllTextAsync(
            wrong,
            (await File.ReadAllTextAsync(Example))
                .Replace("share-notified-late-365", "nationality", StringComparison.Ordinal)
                .Replace("median-notification-delay-365", "no-such-feature", StringComparison.Ordinal)
                .Replace("\"from\": 100", "\"from\": 90", StringComparison.Ordinal)
                .Replace("\"from\": 36", "\"from\": 36000", StringComparison.Ordinal));

        var (code, output) = await ServerProcess.Run("models", "check", wrong);
        var (good, warned) = await ServerProcess.Run("models", "check", Example);

        Assert.Equal((1, 0), (code, good));
        Assert.All(
            ["feature-forbidden", "feature-unknown", "bins-overlap", "level-unreachable"],
            error => Assert.Contains(error, output, StringComparison.Ordinal));
        Assert.Contains("model-is-example", warned, StringComparison.Ordinal);
    }
}
