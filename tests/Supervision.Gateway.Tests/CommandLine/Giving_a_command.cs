using Supervision.Benchmarks.Load;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Server;

namespace Supervision.Gateway.Tests.CommandLine;

public sealed class Giving_a_command
{
    [Theory]
    [InlineData("serve", "--no-such-option")]
    [InlineData("export-risk", "--as-of", "yesterday")]
    [InlineData("export-risk", "--as-of", "1989-12-31")]
    [InlineData("export-risk", "--as-of", "9998-01-01")]
    [InlineData("hindsight", "--from", "2026-02-01", "--to", "2026-01-01")]
    [InlineData("hindsight", "--from", "2000-01-01")]
    [InlineData("hindsight", "--from", "yesterday")]
    [InlineData("hindsight", "--to", "9998-01-01", "--from", "9997-01-01")]
    [InlineData("import")]
    public async Task That_is_wrong_is_answered_in_two_lines(params string[] arguments)
    {
        var (code, output) = await ServerProcess.Run(arguments);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, code);
        Assert.Equal(2, lines.Length);
        Assert.Equal("See --help.", lines[1].Trim());
    }

    [Fact]
    public async Task With_a_file_as_the_folder_names_it()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "data.db");
        await File.WriteAllTextAsync(file, "");

        var (code, output) = await ServerProcess.Run("serve", "--data", file);

        Assert.Equal(2, code);
        Assert.Contains($"{file} is a file, not a folder.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_import_by_a_mapping_that_is_none_names_file_and_place()
    {
        using var folder = new TemporaryFolder();
        var (mapping, rows) = (Path.Combine(folder.Path, "bad.json"), Path.Combine(folder.Path, "rows.csv"));
        await File.WriteAllTextAsync(rows, "a,b\n1,2\n");
        await File.WriteAllTextAsync(mapping, "[");
        var (code, output) = await ServerProcess.Run(
            "import", "--mapping", mapping, "--data", Path.Combine(folder.Path, "data"), rows);
        await File.WriteAllTextAsync(mapping, "{}");
        var (other, places) = await ServerProcess.Run(
            "import", "--mapping", mapping, "--data", Path.Combine(folder.Path, "data"), rows);

        Assert.Equal((3, 3), (code, other));
        Assert.Contains("bad.json as a whole: ", output, StringComparison.Ordinal);
        Assert.Contains("bad.json at /", places, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_serve_without_a_model_says_so_loudly_where_one_gave_levels()
    {
        var store = new MemoryReferentStore(1);
        Assert.Null(await ModelNotice.Of(store, RiskModelInUse.None, CancellationToken.None));
        await store.Flush(
            [
                new ReferentFlush(
                    ReferentId.Parse("kvk:99000001"), 0, new ReferentSnapshot(1, Array.Empty<byte>()),
                    new RegisterRow(
                        null, null, null, null, null, RecognitionStatus.None, RecognitionStatus.None,
                        RecognitionStatus.None, RecognitionStatus.None),
                    new RiskRow(
                        RiskLevel.High, 62, 9, RiskModels.Example.Identity.Hash, DateTimeOffset.UnixEpoch,
                        DateTimeOffset.UnixEpoch, null),
                    [], [], []),
            ],
            CancellationToken.None);

        var notice = await ModelNotice.Of(store, RiskModelInUse.None, CancellationToken.None);

        Assert.NotNull(notice);
        Assert.StartsWith("WARNING: ", notice, StringComparison.Ordinal);
        Assert.EndsWith("--model example.", notice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', notice);
        Assert.Null(await ModelNotice.Of(store, new RiskModelInUse(RiskModels.Example), CancellationToken.None));
    }
}
