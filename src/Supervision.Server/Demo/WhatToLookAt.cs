using System.Text.Json;
using Supervision.Risk;

namespace Supervision.Server.Demo;

/// <summary>Says where to look, with lines that work when pasted.</summary>
internal static class WhatToLookAt
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until everything that was sent is applied and in the lists.</summary>
    public static async Task UntilApplied(HttpClient client, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            using var overview = await Get(client, "/v1/overview", cancellation);
            if (overview.RootElement.GetProperty("lag").GetProperty("notStored").GetInt64() == 0)
                return;

            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <param name="used">What gives the scores now.</param>
    public static async Task Print(HttpClient client, RiskModelInUse used, CancellationToken cancellation)
    {
        var server = client.BaseAddress!.ToString().TrimEnd('/');
        using var overview = await Get(client, "/v1/overview", cancellation);
        // Kept from whom has a case to judge, as its user may from a day before.
        var levels = overview.RootElement.GetProperty("levels") is { ValueKind: JsonValueKind.Array } counted
            ? counted.EnumerateArray()
                .Select(level => $"{level.GetProperty("count").GetInt32()} {level.GetProperty("level").GetString()}")
            : ["levels are kept until you have judged your case"];
        using var page = await Get(client, "/v1/referents?sort=-points&pageSize=1", cancellation);
        var first = page.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("referentId").GetString()).FirstOrDefault() ?? "kvk:99000001";
        Console.WriteLine(
            $"""

            {overview.RootElement.GetProperty("referents").GetInt32()} referents: {string.Join(", ", levels)}.
            {Remark(used)}

            Try it in a browser:  {server}/swagger
            The OpenAPI document: {server}/v1/openapi.json

            Paste these into another terminal:
              curl -s '{server}/v1/referents?level=high&sort=-points&pageSize=5'
              curl -s '{server}/v1/referents/{first}/risk'
              curl -s '{server}/v1/escalations?state=opened'
            """);
    }

    /// <summary>What the figures are worth.</summary>
    internal static string Remark(RiskModelInUse used) => used.Model switch
    {
        null => "No model is in use, and the organisations are invented.",
        { Document.Example: true } => "The model is an example and the organisations are invented.",
        { Identity: var model } => $"The model is {model.Id} {model.Version} and the organisations are invented.",
    };

    private static async Task<JsonDocument> Get(HttpClient client, string path, CancellationToken cancellation)
    {
        await using var body = await client.GetStreamAsync(new Uri(path, UriKind.Relative), cancellation);
        return await JsonDocument.ParseAsync(body, default, cancellation);
    }
}
