using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Api;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Each answered read is on the log once, whatever else goes on.</summary>
[Collection(nameof(RunningServer))]
public sealed class Recording_under_load(RunningServer server)
{
    private const int Reads = 10_000;
    private const int Clients = 32;
    private const int Referents = 50;

    private static readonly string[] Purposes = ["supervision", "audit", "objection", "model-assurance"];
    private static readonly string[] Questions = ["", "/risk", "/events", "/risk-history"];

    [Fact]
    public async Task Has_each_of_ten_thousand_reads_exactly_once()
    {
        for (var referent = 0; referent < Referents; referent++)
            await server.Register(Id(referent));

        // Every combination of referent, question and purpose the same number of times.
        await Parallel.ForAsync(
            0, Reads, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (number, cancellation) =>
            {
                var (referent, rest) = (number % Referents, number / Referents);
                using var request = new HttpRequestMessage(
                    HttpMethod.Get, $"/v1/referents/{Id(referent)}{Questions[rest % 4]}");
                request.Headers.Add("X-Purpose", Purposes[rest / 4 % 4]);
                using var answer = await server.Client.SendAsync(request, cancellation);
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellation));
            });

        var log = server.Application.Services.GetRequiredService<IEventLog>();
        var keys = new HashSet<EventKey>();
        var counts = new Dictionary<(int, string, ReadingPurpose), int>();
        for (var referent = 0; referent < Referents; referent++)
        {
            var stored = await log.ReadSubject($"reads:{Id(referent)}", 0, LogLimits.PageMax, CancellationToken.None);
            foreach (var logged in stored)
            {
                Assert.True(DossierRead.TryRead(logged, out var read));
                Assert.True(keys.Add(logged.Key));
                var of = (referent, read.Operation, read.Purpose);
                counts[of] = counts.GetValueOrDefault(of) + 1;
            }
        }

        Assert.Equal(Reads, keys.Count);
        Assert.Equal(Expected(), counts.OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public async Task Keeps_each_read_that_was_answered_before_a_kill()
    {
        using var folder = new TemporaryFolder();
        var answered = new int[Clients];
        await using (var first = await ServerProcess.Start("serve", folder.Path, "--model", "example"))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            var reading = Enumerable.Range(0, Clients)
                .Select(number => ReadUntilItIsGone(client, number, answered)).ToArray();
            var until = DateTime.UtcNow + TimeSpan.FromMinutes(1);
            while (answered.Sum() < 2_000 && DateTime.UtcNow < until)
                await Task.Delay(10);
            await first.Kill();
            await Task.WhenAll(reading);
        }

        await using var again = await ServerProcess.Start("serve", folder.Path, "--model", "example");
        using var asking = new HttpClient { BaseAddress = again.Address };
        Assert.True(answered.Sum() >= 2_000, $"Only {answered.Sum()} reads were answered.");
        for (var number = 0; number < Clients; number++)
        {
            // What was under way when it was killed may be recorded and was not answered: one of each client.
            var stored = await Count(asking, Id(number));
            Assert.InRange(stored, answered[number], answered[number] + 1);
        }
    }

    private static IEnumerable<((int, string, ReadingPurpose), int)> Expected()
    {
        string[] operations = ["getReferent", "getReferentRisk", "listReferentEvents", "listReferentRiskHistory"];
        var each = new Dictionary<(int, string, ReadingPurpose), int>();
        for (var number = 0; number < Reads; number++)
        {
            var (referent, rest) = (number % Referents, number / Referents);
            var question = Questions[rest % 4] switch { "" => 0, "/risk" => 1, "/events" => 2, _ => 3 };
            var purpose = (rest / 4 % 4) switch
            {
                0 => ReadingPurpose.Supervision,
                1 => ReadingPurpose.Audit,
                2 => ReadingPurpose.Objection,
                _ => ReadingPurpose.ModelAssurance,
            };
            var of = (referent, operations[question], purpose);
            each[of] = each.GetValueOrDefault(of) + 1;
        }

        return each.OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"kvk:9850010{number:00}");

    private static async Task ReadUntilItIsGone(HttpClient client, int number, int[] answered)
    {
        try
        {
            while (true)
            {
                using var answer = await client.GetAsync($"/v1/referents/{Id(number)}/risk");
                Assert.Equal(404, (int)answer.StatusCode);
                answered[number]++;
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed, which is what this waits for.
        }
    }

    private static async Task<int> Count(HttpClient client, string referent)
    {
        var count = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var text = await client.GetStringAsync(
                $"/v1/reads?referentId={referent}&pageSize=500" + (cursor.Length == 0 ? "" : $"&cursor={cursor}"));
            var page = JsonElement.Parse(text);
            count += page.GetProperty("items").EnumerateArray()
                .Count(item => item.GetProperty("operation").GetString() == "getReferentRisk");
            cursor = page.GetProperty("next").GetString();
        }

        return count;
    }
}
