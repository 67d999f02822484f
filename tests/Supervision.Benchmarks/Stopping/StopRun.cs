using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Stopping;

/// <summary>
/// Three silos and two gateways as real processes on one PostgreSQL. A model is put in use and stopped again and again
/// over one gateway, while clients of both ask and others send events; no score of it may arrive after the answer.
/// </summary>
internal sealed class StopRun(StopPlan plan, string database, Action<string> print)
{
    private const int ScoresFirst = 50;

    private static readonly TimeSpan InUseMax = TimeSpan.FromSeconds(60);

    public async Task<ImmutableArray<StopTrial>> Run()
    {
        await using var cluster = await ChaosCluster.Start(
            database, plan.Silos, gateways: 2, ServerBuild.This, isTrial: false);
        using var register = new StopRegister(database);
        await register.Lay();
        var load = new ChaosLoad(new ChaosPlan
        {
            Seed = 1,
            Referents = plan.Referents,
            Clients = 2,
            EventsPerSecond = plan.EventsPerSecond,
            // Longer than any run: what is left unsent when it ends does not matter.
            Duration = TimeSpan.FromSeconds(30 + (plan.Trials * 6)),
        });
        using var stop = new CancellationTokenSource();
        var sending = load.Send(cluster.Gateways[1], stop.Token);
        var referents = await Known(cluster.Gateway);
        var askers = new StopAskers(cluster.Gateways, referents, plan.Askers);
        var asking = askers.Ask(stop.Token);
        var trials = ImmutableArray.CreateBuilder<StopTrial>(plan.Trials);
        for (var trial = 1; trial <= plan.Trials; trial++)
        {
            var result = await Stop(cluster, register, askers);
            print($"trial {trial}: {result}");
            trials.Add(result);
        }

        await stop.CancelAsync();
        await asking;
        await sending;
        return trials.MoveToImmutable();
    }

    private async Task<StopTrial> Stop(ChaosCluster cluster, StopRegister register, StopAskers askers)
    {
        var hash = register.Model.Identity.Hash;
        await register.Use();
        var seen = await UntilScores(askers, hash);

        using var client = new HttpClient { BaseAddress = cluster.Gateway, Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Add("X-Demo-User", "team-lead");
        using var body = new StringContent("""{"reason":"a trial"}""", Encoding.UTF8, "application/json");
        var calledAt = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(new Uri("/v1/models/in-use/stop", UriKind.Relative), body);
        var answeredAt = Stopwatch.GetTimestamp();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"The stop was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");

        await Task.Delay(plan.Watched);
        seen.AddRange(askers.Taken());
        var scores = seen.Where(one => one.Hash == hash).ToArray();
        return new StopTrial(
            Stopwatch.GetElapsedTime(calledAt, answeredAt),
            Stopwatch.GetElapsedTime(answeredAt, scores.Max(one => one.ArrivedAt)),
            Stopwatch.GetElapsedTime(answeredAt, scores.Max(one => one.AskedAt)),
            scores.Length,
            seen.Count(one => one is { Level: "none", Hash: null } && one.AskedAt > answeredAt),
            seen.Count(one => one.IsFailed));
    }

    /// <summary>Scores arrive steadily before the model is stopped; else the stop would show nothing.</summary>
    private static async Task<List<StopAnswer>> UntilScores(StopAskers askers, string hash)
    {
        var began = Stopwatch.GetTimestamp();
        var seen = new List<StopAnswer>();
        while (seen.Count(one => one.Hash == hash) < ScoresFirst)
        {
            if (Stopwatch.GetElapsedTime(began) > InUseMax)
                throw new TimeoutException($"Of {seen.Count} answers too few had a score of the model in use.");

            await Task.Delay(50);
            seen.AddRange(askers.Taken());
        }

        return seen;
    }

    /// <summary>Referents on the list, once there are enough to be on every silo.</summary>
    private async Task<IReadOnlyList<string>> Known(Uri gateway)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = System.Text.Json.JsonElement.Parse(await client.GetByteArrayAsync(
                new Uri("/v1/referents?pageSize=500", UriKind.Relative)));
            var ids = page.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("referentId").GetString()!).ToArray();
            if (ids.Length >= plan.Referents / 2)
                return ids;
            if (Stopwatch.GetElapsedTime(began) > InUseMax)
                throw new TimeoutException($"Only {ids.Length} referents are on the list.");

            await Task.Delay(200);
        }
    }
}
