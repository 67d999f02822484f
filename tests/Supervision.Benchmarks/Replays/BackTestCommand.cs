using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Benchmarks.Load;
using Supervision.Risk;

namespace Supervision.Benchmarks.Replays;

/// <summary>
/// <c>back-test</c>: the H-2 files imported, and what could be known of employers at the end of fiscal year 2012 held
/// against debarment in fiscal years 2013 and 2014 by a replay over REST, with two versions of a model.
/// </summary>
internal static class BackTestCommand
{
    private const string Json = "application/json";

    /// <summary>All that is asked about had happened by then.</summary>
    private const string Clock = "2014-10-02T00:00:00Z";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var h2 = new Option<DirectoryInfo>("--h2") { Description = "the folder of the H-2 files", Required = true };
        var command = new Command("back-test", "The H-2 files back-tested over REST by two versions of a model.")
        {
            h2,
        };
        command.SetAction((parse, cancellation) => Run(parse.GetRequiredValue(h2), cancellation));
        return command;
    }

    private static async Task<int> Run(DirectoryInfo files, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("back-test-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            await Import(files, "h2-applications-fy2008-2014.csv.gz", "h2-applications.json", data);
            await Import(files, "debarments-2010-2014.csv", "h2-debarments.json", data);
            await using var server = await ServerProcess.Start(
                "serve", data, "--model", "example-h2", "--clock", Clock);
            using var client = new HttpClient { BaseAddress = server.Address };
            client.DefaultRequestHeaders.Add("X-Demo-User", "model-owner");
            await Post(client, "/v1/models", LessEvidence(), cancellation);
            var clock = Stopwatch.StartNew();
            var ordered = await Post(
                client, "/v1/replays",
                """
                {"kind":"back-test","compareWith":{"id":"example-h2","version":"1.1.0"},
                 "asOf":"2012-09-30T23:59:59Z",
                 "outcome":{"type":"supervision.recognition.withdrawn.v1","withinDays":730}}
                """,
                cancellation);
            Print(await Done(client, ordered.GetProperty("id").GetString()!, cancellation), clock.Elapsed);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Import(DirectoryInfo files, string rows, string mapping, string data)
    {
        var (code, output) = await ServerProcess.Run(
            "import", Path.Combine(files.FullName, rows), "--mapping", Path.Combine("deploy", "mappings", mapping),
            "--data", data);
        // 1: some rows are rejected, as the mappings say.
        if (code is not (0 or 1))
            throw new InvalidOperationException(output);
    }

    private static async Task<JsonElement> Done(HttpClient client, string id, CancellationToken cancellation)
    {
        while (true)
        {
            var replay = await Get(client, $"/v1/replays/{id}", cancellation);
            var state = replay.GetProperty("state").GetString();
            if (state == "done")
                return await Get(client, $"/v1/replays/{id}/result", cancellation);
            if (state is not ("queued" or "running"))
                throw new InvalidOperationException(replay.ToString());

            await Task.Delay(Pause, cancellation);
        }
    }

    private static void Print(JsonElement result, TimeSpan took)
    {
        var progress = result.GetProperty("replay").GetProperty("progress");
        Say($"{result.GetProperty("referents")} employers judged; {progress.GetProperty("events")} events in "
            + $"{took.TotalSeconds:0} s, of which it worked {progress.GetProperty("busySeconds")} s");
        foreach (var (version, member) in new[] { ("1.0.0", "levels"), ("1.1.0", "comparedLevels") })
        {
            foreach (var level in result.GetProperty(member).EnumerateArray())
                Say($"{version} {level.GetProperty("level")}: {level.GetProperty("withOutcome")} of "
                    + $"{level.GetProperty("referents")}, {Figure(level.GetProperty("rate"), "0.00", 100)} %");
        }

        foreach (var change in result.GetProperty("changes").EnumerateArray())
            Say($"{change.GetProperty("from")} to {change.GetProperty("to")}: {change.GetProperty("referents")}");
        foreach (var area in result.GetProperty("discrimination").EnumerateArray())
            Say($"{area.GetProperty("model").GetProperty("version")}, enough evidence "
                + $"{area.GetProperty("enoughEvidence")}: area {Figure(area.GetProperty("area"), "0.000", 1)}, "
                + $"{area.GetProperty("withOutcome")} of {area.GetProperty("referents")}");
    }

    private static string Figure(JsonElement figure, string format, int times) => string.Join(
        ' ',
        ((string[])["value", "lower", "upper"]).Select(part => (times * figure.GetProperty(part).GetDouble())
            .ToString(format, CultureInfo.InvariantCulture)));

    private static void Say(string line) => Console.WriteLine(line);

    private static async Task<JsonElement> Get(HttpClient client, string path, CancellationToken cancellation) =>
        JsonElement.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation));

    private static async Task<JsonElement> Post(
        HttpClient client, string path, string json, CancellationToken cancellation)
    {
        using var body = new StringContent(json, Encoding.UTF8, Json);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{path}: {text}");
    }

    /// <summary>The second version: one application is evidence enough, where the first asks for three.</summary>
    private static string LessEvidence()
    {
        var document = JsonNode.Parse(RiskModels.ExampleH2.Canonical.Span)!;
        (document["version"], document["minimumEvidence"]) = ("1.1.0", 2);
        return document.ToJsonString();
    }
}
