using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Selections;
using Supervision.Gateway.Tests.Observation;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Selections;

/// <summary>
/// Checks that a model drew wait because the harm limiter holds them; meanwhile somebody stops the model. Nobody is
/// then looked into by it, and chance goes on.
/// </summary>
public sealed class Drawing_by_a_model_that_is_stopped : IAsyncLifetime, IDisposable
{
    private const string Selection = "/v1/selections/selection-1";
    private const int Referents = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private WebApplication _application = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var model = Path.Combine(_folder.Path, "model.json");
        await File.WriteAllTextAsync(model, ObservedServer.Model);
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Path.Combine(_folder.Path, "data")), "http://127.0.0.1:0", model, Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                // One of the checks by risk is opened, the others wait.
                ["Supervision:HarmLimit"] = "1",
            }));
        await _application.StartAsync();
        _client = new HttpClient { BaseAddress = ServerRun.Address(_application), Timeout = TimeSpan.FromMinutes(1) };
    }

    public async Task DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Withholds_what_risk_alone_drew_and_had_not_opened_and_nothing_else()
    {
        await Send();
        await Until(
            "/v1/referents?level=low&pageSize=500", page => Items(page).Length == Referents);
        await Draw();
        var before = Items(await Until(
            $"{Selection}/results?pageSize=500",
            page => Items(page).All(check => IsByRiskAlone(check) || Word(check, "opening") is not null)
                && Items(page).Count(check => IsByRiskAlone(check) && Word(check, "opening") is not null) == 1));
        var waiting = before.Where(check => Word(check, "opening") is null).Select(Whom).ToHashSet();
        Assert.NotEmpty(waiting);

        await Post("/v1/models/in-use/stop", """{"reason":"Not shown to be fair."}""", "supervisor");
        _application.Services.GetRequiredService<SelectionOpenings>().Wake();
        var selection = await Until(Selection, one => Word(one, "state") == "opened");

        Assert.Equal(waiting.Count, selection.GetProperty("opening").GetProperty("withheld").GetInt32());
        foreach (var check in Items(await Get($"{Selection}/results?pageSize=500")))
            await IsRight(check, waiting.Contains(Whom(check)));
        var yields = (await Get($"{Selection}/yield")).GetProperty("channels").EnumerateArray()
            .ToDictionary(channel => Word(channel, "channel")!);
        Assert.Equal(waiting.Count, yields["risk"].GetProperty("neither").GetInt32());
        Assert.Equal(0, yields["random"].GetProperty("neither").GetInt32());
        Assert.True((await Get($"{Selection}/redraw")).GetProperty("isEqual").GetBoolean());
    }

    private async Task IsRight(JsonElement check, bool isWithheld)
    {
        Assert.Equal(isWithheld ? "withheld" : "opened", Word(check, "opening"));
        Assert.Equal(isWithheld, Word(check, "escalationId") is null);
        var cases = Items(await Get($"/v1/escalations?referentId={Whom(check)}"));
        var planned = Items(await Get($"/v1/referents/{Whom(check)}/events"))
            .Select(one => Word(one.GetProperty("event"), "type"))
            .Count(type => type == "supervision.check.planned.v1");
        Assert.Equal(isWithheld ? (0, 0) : (1, 1), (cases.Length, planned));
    }

    private async Task Send()
    {
        var events = new StringBuilder();
        foreach (var referent in Enumerable.Range(1, Referents).Select(number => $"kvk:9860{number:00000}"))
        {
            events.AppendLine(ObservedServer.Event(
                referent, $"{referent}-1", "referent.registered",
                """{"legalForm":"foundation","sector":"J","sizeBand":"10-49","foundedOn":"2014-05-01"}"""));
            events.AppendLine(ObservedServer.Event(
                referent, $"{referent}-2", "recognition.granted", """{"purpose":"labour"}"""));
        }

        using var content = new StringContent(events.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await _client.PostAsync("/v1/events", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task Draw()
    {
        var (from, until) = (Day(0), Day(90));
        await Post(
            "/v1/selections",
            $$"""{"from":"{{from}}","until":"{{until}}","capacity":20,"strata":"none","reason":"Now."}""",
            "supervisor");
        await Post($"{Selection}/confirm", """{"reason":"In order."}""", "team-lead");
        await Post($"{Selection}/draw", null, "team-lead");

        static string Day(int days) =>
            DateTimeOffset.UtcNow.Date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private async Task Post(string path, string? json, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Demo-User", user);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonElement> Until(string path, Func<JsonElement, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await Get(path);
            if (isSo(answer))
                return answer;

            Assert.False(patience.IsCancellationRequested, $"{path} stayed {answer}");
            await Task.Delay(50);
        }
    }

    /// <summary>As a team lead who audits: somebody from whom nothing of it is kept.</summary>
    private async Task<JsonElement> Get(string path)
    {
        using var answer = await _client.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
        return JsonElement.Parse(body);
    }

    private static JsonElement[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static string? Word(JsonElement one, string member) => one.GetProperty(member).GetString();

    private static string Whom(JsonElement check) => Word(check, "referentId")!;

    private static bool IsByRiskAlone(JsonElement check) =>
        check.GetProperty("drawnBy").EnumerateArray().Select(channel => channel.GetString()).SequenceEqual(["risk"]);
}
