using System.Diagnostics;
using System.Globalization;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Cases;

/// <summary>The list of cases, its filters and the clocks of a team, over HTTP, one question after the other.</summary>
internal static class CasesListed
{
    private const int Repeats = 150;

    public static async Task Run(Uri gateway, CasesPlan plan, Action<string> print)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        client.DefaultRequestHeaders.Add("X-Demo-User", "team-lead");
        var opened = DateTime.UtcNow - TimeSpan.FromSeconds(4L * plan.Open);
        var soon = Text(opened.AddDays(30).AddHours(-1));
        foreach (var query in (string[])
            [
                "escalations", $"escalations?openedAfter={Text(opened)}", "escalations?free=true",
                "escalations?state=under-investigation", "escalations?overdue=false",
                $"escalations?dueAfter={soon}&dueBefore={Text(opened.AddDays(30))}", "escalations?overdue=true",
                "escalations?assignee=user:officer-07", "escalations?referentId=kvk:99012345",
                "escalations?secondReading=awaited", $"escalations?closedAfter={Text(opened)}", "inboxes/north",
                "inboxes/north/clocks", "second-readings",
            ])
        {
            var path = new Uri($"/v1/{query}", UriKind.Relative);
            var times = new Latencies();
            await client.GetStringAsync(path);
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                var asked = Stopwatch.GetTimestamp();
                await client.GetStringAsync(path);
                times.Add(Stopwatch.GetElapsedTime(asked));
            }

            print($"GET /v1/{query}: {times}");
        }
    }

    private static string Text(DateTime moment) =>
        moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
