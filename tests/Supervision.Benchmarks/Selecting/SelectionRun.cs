using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Databases;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Selecting;

/// <summary>
/// Referents with a recognition each, and one plan over all of them: drawn, drawn anew, listed, and opened.
/// </summary>
internal sealed class SelectionRun(int referents, int capacity)
{
    private const int Batch = 1_000;
    private const int Pages = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Sectors = ["A", "C", "F", "G", "J", "M", "P", "Q"];
    private static readonly string[] SizeBands = ["2-9", "10-49", "50-249", "250-plus"];

    /// <summary>Whether drawing anew gave the same list.</summary>
    public async Task<bool> Run(MeasuredData data)
    {
        await using var server = await ServerProcess.Start(
            "serve", data.Folder, ["--model", "example", .. data.Arguments]);
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        var began = Stopwatch.GetTimestamp();
        await Fill(client);
        Print($"{referents:N0} referents with a recognition: {Since(began)} ({MachineLoad.Now})");

        await Send(
            client, "supervisor", "/v1/selections",
            $$"""
            {"from":"2027-01-01","until":"2027-04-01","capacity":{{capacity}},"strata":"sector","reason":"Measured."}
            """);
        await Send(client, "team-lead", "/v1/selections/selection-1/confirm", """{"reason":"In order."}""");
        began = Stopwatch.GetTimestamp();
        await Send(client, "team-lead", "/v1/selections/selection-1/draw", null);
        var drawn = Stopwatch.GetTimestamp();
        Print($"draw of {capacity:N0}: {Since(began)}, server {server.Memory >> 20:N0} MiB");
        began = Stopwatch.GetTimestamp();
        var isEqual = (await Ask(client, "auditor", "/v1/selections/selection-1/redraw"))
            .GetProperty("isEqual").GetBoolean();
        Print($"drawn anew: {Since(began)}, equal: {isEqual}");
        await AskForChances(client);
        JsonElement cases;
        while ((cases = (await Ask(client, "supervisor", "/v1/selections/selection-1")).GetProperty("opening"))
            .ValueKind == JsonValueKind.Null)
            await Task.Delay(Look);
        Print($"cases: {cases}, {Since(drawn)} after the draw ({MachineLoad.Now})");
        return isEqual;
    }

    private async Task Fill(HttpClient client)
    {
        foreach (var numbers in Enumerable.Range(0, referents).Chunk(Batch))
        {
            var lines = new StringBuilder();
            foreach (var number in numbers)
            {
                lines.Append(Event(
                    number, "referent.registered", "2026-01-05T09:00:00Z",
                    $$"""
                    {"legalForm":"foundation","sector":"{{Sectors[number % Sectors.Length]}}",
                    "sizeBand":"{{SizeBands[number % SizeBands.Length]}}","foundedOn":"2014-05-01"}
                    """));
                lines.Append(Event(
                    number, "recognition.granted", "2026-01-05T10:00:00Z", """{"purpose":"labour"}"""));
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
            request.Content = new StringContent(lines.ToString());
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            request.Headers.Add("Prefer", "return=minimal");
            using var answer = await client.SendAsync(request);
            var summary = await answer.Content.ReadAsStringAsync();
            if (!summary.Contains(
                string.Create(CultureInfo.InvariantCulture, $"\"accepted\":{numbers.Length * 2}"),
                StringComparison.Ordinal))
                throw new InvalidOperationException($"Not accepted: {summary.Split('\n')[0]}");
        }

        // A draw reads what is stored, which is a moment behind what is applied.
        while ((await Ask(client, "auditor", "/v1/overview")).GetProperty("lag") is var lag
            && lag.GetProperty("notStored").GetInt64() > 0)
            await Task.Delay(Look);
    }

    /// <summary>One line of NDJSON.</summary>
    private static string Event(int number, string what, string time, string data)
    {
        var written = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"specversion":"1.0","source":"urn:example:register","id":"{{what}}-{{number}}",
            "type":"supervision.{{what}}.v1","subject":"kvk:{{10_000_000 + number}}",
            "time":"{{time}}","data":{{data}}}
            """);
        return written.ReplaceLineEndings(string.Empty) + "\n";
    }

    private static async Task AskForChances(HttpClient client)
    {
        foreach (var drawn in (string[])["", "?drawn=true"])
        {
            var times = new Latencies();
            for (var page = 0; page < Pages; page++)
            {
                var asked = Stopwatch.GetTimestamp();
                await Ask(client, "auditor", $"/v1/selections/selection-1/chances{drawn}");
                times.Add(Stopwatch.GetElapsedTime(asked));
            }

            Print($"first page of chances{drawn}: {times}");
        }
    }

    private static Task<JsonElement> Ask(HttpClient client, string user, string path) =>
        Send(client, user, HttpMethod.Get, path, null);

    private static Task<JsonElement> Send(HttpClient client, string user, string path, string? body) =>
        Send(client, user, HttpMethod.Post, path, body);

    private static async Task<JsonElement> Send(
        HttpClient client, string user, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Demo-User", user);
        request.Headers.Add("X-Purpose", "audit");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
        using var read = JsonDocument.Parse(text);
        return read.RootElement.Clone();
    }

    private static string Since(long began) =>
        string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");

    private static void Print(FormattableString line) =>
        Console.WriteLine("  " + line.ToString(CultureInfo.InvariantCulture));
}
