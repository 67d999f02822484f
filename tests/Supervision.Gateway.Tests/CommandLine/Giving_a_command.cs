using System.CommandLine;
using System.Text;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Server;
using Supervision.Server.Commands;
using Supervision.Server.Demo;

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
    [InlineData("hindsight", "--from", "9000-01-01")]
    [InlineData("audit-bundle", "--from", "2026-03-02", "--purpose", "audit", "--out", "x.zip")]
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
    public async Task That_cannot_start_by_an_option_names_it_in_one_line()
    {
        using var folder = new TemporaryFolder();

        var (code, output) = await ServerProcess.Run(
            ServerBuild.This with
            {
                Environment = ServerBuild.This.Environment.SetItem("Supervision__HarmWindow", "00:00:40"),
            },
            "serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal(3, code);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Cannot start, an option is wrong. HarmWindow:", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--from takes a day that is not after --to.", "hindsight", "--from", "2026-02-01", "--to", "2026-01-01")]
    [InlineData("--from takes a day that has been.", "hindsight", "--from", "9000-01-01")]
    [InlineData("--to takes a day that has been.", "hindsight", "--to", "9000-01-01")]
    [InlineData("--to: Takes a day", "hindsight", "--from", "2026-02-01", "--to", "tomorrow")]
    [InlineData("--from takes a date and time with its offset", "audit-bundle", "--from", "2026-03-02")]
    [InlineData("--until takes a moment that has been.", "audit-bundle", "--until", "9000-01-01T00:00:00Z")]
    [InlineData(
        "--from takes a moment before --until.", "audit-bundle", "--from", "2026-03-02T00:00:00Z", "--until",
        "2026-03-02T00:00:00Z")]
    public void That_is_wrong_says_of_which_option(string expected, params string[] arguments)
    {
        var root = new RootCommand { HindsightCommand.Create(), AuditBundleCommand.Create() };

        Assert.Contains(
            root.Parse(arguments).Errors, error => error.Message.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_writes_a_file_never_writes_over_what_is_in_one()
    {
        using var folder = new TemporaryFolder();
        var (full, empty) = (Path.Combine(folder.Path, "full"), Path.Combine(folder.Path, "empty"));
        await File.WriteAllTextAsync(full, "what was there");
        await File.WriteAllTextAsync(empty, "");
        var root = new RootCommand
        {
            HindsightCommand.Create(), AuditBundleCommand.Create(), ExportRiskCommand.Create(),
            SimulateCommand.Create(), DossierCommand.Create(),
        };
        string[][] commands =
        [
            ["hindsight", "--out"], ["audit-bundle", "--purpose", "audit", "--out"], ["export-risk", "--out"],
            ["simulate", "--out"], ["simulate", "--truth"],
            ["dossier", "export", "kvk:99000001", "--purpose", "audit", "--out"],
        ];

        foreach (var command in commands)
        {
            var error = Assert.Single(root.Parse([.. command, full]).Errors);
            Assert.Equal($"{command[^1]}: {full} is there already. Name another, or remove it.", error.Message);
            Assert.Empty(root.Parse([.. command, empty]).Errors);
            Assert.Empty(root.Parse([.. command, full + ".new"]).Errors);
        }
    }

    [Fact]
    public void To_demonstrate_says_what_gives_the_scores()
    {
        Assert.Equal(
            "The model is an example and the organisations are invented.",
            WhatToLookAt.Remark(new RiskModelInUse(RiskModels.Example, IsTrial: true)));
        Assert.Equal(
            "No model is in use, and the organisations are invented.", WhatToLookAt.Remark(RiskModelInUse.None));
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
        await store.Flush([WithLevel(RiskModels.Example)], CancellationToken.None);

        var notice = await ModelNotice.Of(store, RiskModelInUse.None, CancellationToken.None);

        Assert.NotNull(notice);
        Assert.StartsWith("WARNING: ", notice, StringComparison.Ordinal);
        Assert.EndsWith("--model example.", notice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', notice);
        Assert.Null(await ModelNotice.Of(store, new RiskModelInUse(RiskModels.Example), CancellationToken.None));
    }

    [Fact]
    public async Task That_signs_what_is_in_use_asks_for_the_trial_that_gave_levels_here()
    {
        var (log, store) = (new MemoryEventLog(4, TimeProvider.System), new MemoryReferentStore(1));
        Assert.Null(await ModelNotice.UnnamedTrial(log, store, CancellationToken.None));
        var step = new ModelStep("user:owner", [Role.ModelOwner], "A test.");
        var (example, other) = (RiskModels.Example.Identity, RiskModels.ExampleH2.Identity);

        // Stopped: the register tells of it, and no level does any more.
        await Append(new ModelTrialStopped(other.Id, other.Version, other.Hash, step));
        Assert.EndsWith(
            "--model example-h2; or --model none where no server runs with one.",
            (await ModelNotice.UnnamedTrial(log, store, CancellationToken.None))!.Message, StringComparison.Ordinal);

        await store.Flush([WithLevel(RiskModels.Example)], CancellationToken.None);
        var refusal = await ModelNotice.UnnamedTrial(log, store, CancellationToken.None);
        Assert.Equal("trial-not-named", refusal!.Code);
        Assert.Contains("--model example;", refusal.Message, StringComparison.Ordinal);

        // A version of the register in use sets every trial aside.
        await Append(new ModelDrafted(
            example.Id, example.Version, example.Hash, Encoding.UTF8.GetString(RiskModels.Example.Canonical.Span),
            step));
        await Append(new ModelTakenIntoUse(example.Id, example.Version, step));
        Assert.Null(await ModelNotice.UnnamedTrial(log, store, CancellationToken.None));

        Task Append(ModelFact fact) => ModelEvents.Carry(
            log, _ => fact, DateTimeOffset.UtcNow, CancellationToken.None);
    }

    private static ReferentFlush WithLevel(RiskModel model) => new(
        ReferentId.Parse("kvk:99000001"), 0, new ReferentSnapshot(1, Array.Empty<byte>()),
        new RegisterRow(
            null, null, null, null, null, RecognitionStatus.None, RecognitionStatus.None, RecognitionStatus.None,
            RecognitionStatus.None),
        new RiskRow(
            RiskLevel.High, 62, 9, model.Identity.Hash, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null),
        [], [], []);
}
