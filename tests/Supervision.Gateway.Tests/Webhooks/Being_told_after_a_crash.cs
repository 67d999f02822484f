using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Observation;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>The real executable, killed with kill -9 while a subscriber does not answer, and started again.</summary>
public sealed class Being_told_after_a_crash : IDisposable
{
    private const int Referents = 20;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_on_from_where_it_was_and_tells_each_once_more_at_most()
    {
        await using var receiver = await Receiver.Start();
        var isDown = true;
        receiver.Answer = _ => Task.FromResult(isDown ? 503 : 204);
        var told = Enumerable.Range(1, Referents).Select(number => $"kvk:9951{number:00000}").ToArray();
        await using (var server = await Start())
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            // One that arrives before anything else is known to be stored once the others wait.
            isDown = false;
            var secret = await Subscribe(client, receiver.Address);
            await Raise(client, told[0]);
            Assert.True((await receiver.UntilTaken(1))[0].IsSignedWith(secret));
            isDown = true;
            foreach (var referent in told[1..])
                await Raise(client, referent);
            await receiver.Until(all => all.Any(one => one.Status == 503));
            await server.Kill();
        }

        isDown = false;
        await using var again = await Start();
        var all = await receiver.Until(all => Taken(all).Select(one => one.Subject).Distinct().Count() == Referents);

        Assert.Equal(told.Order(), Taken(all).Select(one => one.Subject).Distinct().Order());
        // However often it came, a referent has one change here, and so one id.
        Assert.Equal(Referents, all.Select(one => one.Id).Distinct().Count());
        Assert.All(all.GroupBy(one => one.Subject), same => Assert.Single(same.Select(one => one.Id).Distinct()));
        Assert.InRange(Taken(all).Count(), Referents, 2 * Referents);
        await again.Kill();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServerProcess> Start()
    {
        var model = Path.Combine(_folder.Path, "model.json");
        await File.WriteAllTextAsync(model, ObservedServer.Model);
        var build = ServerBuild.This with
        {
            Environment = WebhookServer.Configuration
                .ToImmutableDictionary(
                    pair => pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value!)
                .SetItem("Supervision__Webhooks__TriesMax", "100"),
        };
        return await ServerProcess.Start(build, "serve", Path.Combine(_folder.Path, "data"), "--model", model);
    }

    private static async Task<string> Subscribe(HttpClient client, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks")
        {
            Content = JsonContent.Create(new
            {
                name = "Test",
                url = address,
                events = new[] { "level-changed" },
                purpose = "supervision",
            }),
        };
        request.Headers.Add("X-Demo-User", "administrator");
        using var answer = await client.SendAsync(request);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private static async Task Raise(HttpClient client, string referent)
    {
        var text = ObservedServer.Event(
            referent, $"overdue-{referent[4..]}", "information.requested",
            """{"requestId":"r-1","dueOn":"2026-01-10"}""");
        using var content = new StringContent(text, Encoding.UTF8, "application/cloudevents+json");
        using var answer = await client.PostAsync("/v1/events", content);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static IEnumerable<Received> Taken(IEnumerable<Received> all) => all.Where(one => one.Status == 204);
}
