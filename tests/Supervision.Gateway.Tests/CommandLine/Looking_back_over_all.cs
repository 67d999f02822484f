using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Server.Commands;

namespace Supervision.Gateway.Tests.CommandLine;

/// <summary>Hindsight over all referents, beside a server that goes on.</summary>
public sealed class Looking_back_over_all
{
    [Fact]
    public async Task Adds_up_what_would_have_been_different_and_writes_whose_it_is()
    {
        using var folder = new TemporaryFolder();
        var (data, file) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "hindsight.ndjson"));
        await using var server = await ServerProcess.Start("serve", data, "--model", "example");
        using (var client = new HttpClient { BaseAddress = server.Address })
            await Send(client, "kvk:99000001", "kvk:99000002");

        var (code, output) = await ServerProcess.Run(
            "hindsight", "--data", data, "--model", "example", "--out", file);

        Assert.True(code == 0, output);
        // What was learned today was true for a time before.
        Assert.Contains("2 referents, ", output, StringComparison.Ordinal);
        Assert.Contains("of 2 something would have been different.", output, StringComparison.Ordinal);
        Assert.Contains("none, would have been medium: ", output, StringComparison.Ordinal);
        Assert.Contains("By the escalation rule of example@1.0.0, ", output, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(
            ["kvk:99000001", "kvk:99000002"], lines.Select(line => line.GetProperty("referentId").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("daysOtherwise").GetInt32() > 0));
    }

    [Fact]
    public async Task Takes_the_model_in_use_when_none_is_named_and_says_why_there_is_none()
    {
        var log = new MemoryEventLog(4, TimeProvider.System);
        var model = RiskModels.Example.Identity;
        var step = new ModelStep("user:owner", [Role.ModelOwner], "A test.");
        await Append(new ModelDrafted(
            model.Id, model.Version, model.Hash, Encoding.UTF8.GetString(RiskModels.Example.Canonical.Span), step));
        Assert.Equal(Scoring.NoModelInUse, (await Used(null)).Reason);

        var grounds = new ModelGrounds("a", "b", "c", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9));
        foreach (var approver in (string[])["user:first", "user:second"])
            await Append(new ModelApprovalGiven(model.Id, model.Version, grounds, step with { By = approver }));
        await Append(new ModelTakenIntoUse(model.Id, model.Version, step));
        Assert.Equal(model, (await Used(null)).Model!.Identity);

        await Append(new ModelStopped(model.Id, model.Version, step));
        Assert.Equal(ModelRegister.Stopped, (await Used(null)).Reason);
        Assert.Same(RiskModels.ExampleH2, (await Used(RiskModels.ExampleH2)).Model);

        Task<RiskModelInUse> Used(RiskModel? named) =>
            Offline.NamedOrInUse(log, TimeProvider.System, named, CancellationToken.None);

        Task Append(ModelFact fact) => ModelEvents.Carry(
            log, _ => fact, DateTimeOffset.UtcNow, CancellationToken.None);
    }

    [Fact]
    public async Task Says_that_there_is_no_model_as_the_server_does()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var (held, _) = await ServerProcess.Run(
            "dossier", "hold", "kvk:99000001", "--ground", "inspection", "--data", data);

        var (code, output) = await ServerProcess.Run("hindsight", "--data", data);

        Assert.Equal((0, 1), (held, code));
        Assert.Contains("no-model-in-use: No risk model was ever approved", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_by_the_clock_that_the_data_live_by()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var (held, _) = await ServerProcess.Run(
            "dossier", "hold", "kvk:99000001", "--ground", "inspection", "--data", data);
        string[] then = ["hindsight", "--data", data, "--model", "example", "--clock", "2017-10-01T00:00:00Z"];

        var (code, output) = await ServerProcess.Run(then);
        var (later, _) = await ServerProcess.Run([.. then, "--to", "2017-10-02"]);

        Assert.Equal((0, 0, 2), (held, code, later));
        Assert.Contains("2016-10-01 to 2017-10-01;", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_model_that_was_in_use_at_the_moment_of_the_clock()
    {
        var log = new MemoryEventLog(4, TimeProvider.System);
        var model = RiskModels.Example.Identity;
        var step = new ModelStep("user:owner", [Role.ModelOwner], "A test.");
        var grounds = new ModelGrounds("a", "b", "c", new DateOnly(2017, 12, 1));
        ModelFact[] life =
        [
            new ModelDrafted(
                model.Id, model.Version, model.Hash, Encoding.UTF8.GetString(RiskModels.Example.Canonical.Span), step),
            new ModelApprovalGiven(model.Id, model.Version, grounds, step with { By = "user:first" }),
            new ModelApprovalGiven(model.Id, model.Version, grounds, step with { By = "user:second" }),
            new ModelTakenIntoUse(model.Id, model.Version, step),
        ];
        foreach (var fact in life)
            await ModelEvents.Carry(log, _ => fact, At(9, 1), CancellationToken.None);

        Assert.Equal(model, (await Used(At(10, 1))).Model?.Identity);
        Assert.Equal(ModelRegister.ReviewDatePassed, (await Used(At(12, 2))).Reason);

        static DateTimeOffset At(int month, int day) => new(2017, month, day, 0, 0, 0, TimeSpan.Zero);

        Task<RiskModelInUse> Used(DateTimeOffset moment) => Offline.NamedOrInUse(
            log, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(moment), null, CancellationToken.None);
    }

    /// <summary>Twelve applications, two warnings and tax arrears of each: medium since that day.</summary>
    private static async Task Send(HttpClient client, params string[] referents)
    {
        var time = DateTimeOffset.UtcNow.AddDays(-30).ToString("yyyy-MM-dd'T'09:00:00'Z'");
        var events = referents.SelectMany(referent => Enumerable.Range(0, 12)
            .Select(number => Event(
                referent, $"a-{number}", "application.submitted",
                $$"""{"applicationId":"a-{{number}}","purpose":"labour"}"""))
            .Concat(Enumerable.Range(0, 2).Select(number => Event(
                referent, $"w-{number}", "measure.imposed",
                $$"""{"measureId":"w-{{number}}","kind":"warning"}""")))
            .Append(Event(
                referent, "f", "finance.observed",
                $$"""{"kind":"tax-arrears","state":"present","asOf":"{{time[..10]}}"}""")));
        using var content = new StringContent(string.Join('\n', events));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync("/v1/events", content);
        var receipts = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"refused\":0", receipts, StringComparison.Ordinal);

        string Event(string referent, string id, string type, string said) =>
            $$"""{"specversion":"1.0","source":"urn:test","id":"{{referent}}-{{id}}","time":"{{time}}","""
            + $$""" "type":"supervision.{{type}}.v1","subject":"{{referent}}","data":{{said}}}""";
    }
}
