using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Load;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Benchmarks.Cases;

/// <summary>
/// Cases opened at an even pace, whose terms so pass at the same pace; in the middle of that a silo is killed.
/// </summary>
internal sealed class CasesOverdue(
    CasesPlan plan, ChaosCluster cluster, IGrainFactory grains, IEventLog log, Action<string> print)
{
    private static readonly TimeSpan LateMax = TimeSpan.FromMinutes(3);
    private static readonly string Overdue = EscalationFactTypes.NameOf(typeof(EscalationOverdue));

    private readonly ConcurrentDictionary<ReferentId, DateTimeOffset> _due = [];

    /// <summary>Whether every one fired.</summary>
    public async Task<bool> Run()
    {
        await Open();
        var (first, last) = (_due.Values.Min(), _due.Values.Max());
        print($"{_due.Count:N0} cases have a term that passes within {(last - first).TotalSeconds:0} s");
        await Task.Delay(Max(first + ((last - first) / 2) - TimeProvider.System.GetUtcNow(), TimeSpan.Zero));
        var killedAt = TimeProvider.System.GetUtcNow();
        await cluster.KillAndRestart(1);
        print("kill -9 silo 1, half way; a new one is started in its place");

        var fired = new Dictionary<ReferentId, DateTimeOffset>();
        while (fired.Count < _due.Count && TimeProvider.System.GetUtcNow() < last + LateMax)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            foreach (var referent in _due.Keys.Where(referent => !fired.ContainsKey(referent)
                && _due[referent] < TimeProvider.System.GetUtcNow()))
            {
                if (await FiredAt(referent) is { } at)
                    fired[referent] = at;
            }
        }

        Say("before the kill", fired, due => due < killedAt);
        Say("after it", fired, due => due >= killedAt);
        print($"fired: {fired.Count:N0} of {_due.Count:N0}");
        return fired.Count == _due.Count;
    }

    private void Say(string when, Dictionary<ReferentId, DateTimeOffset> fired, Func<DateTimeOffset, bool> which)
    {
        var late = new Latencies();
        foreach (var (referent, at) in fired.Where(one => which(_due[one.Key])))
            late.Add(at - _due[referent]);
        if (late.Count > 0)
            print($"deadlines due {when}, late by: {late}");
    }

    private async Task Open()
    {
        var began = Stopwatch.GetTimestamp();
        var opening = new List<Task>();
        for (var number = 0; number < plan.Deadlines; number++)
        {
            var wait = TimeSpan.FromSeconds((double)number / plan.DeadlinesPerSecond)
                - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            opening.Add(OpenOne(ReferentId.Parse(string.Create(
                CultureInfo.InvariantCulture, $"kvk:98{number:000000}"))));
        }

        await Task.WhenAll(opening);
    }

    private async Task OpenOne(ReferentId referent)
    {
        var receipt = await grains.Escalation(referent).OpenByHand(
            new OpenByHand("user:lead", "A short term."), CancellationToken.None);
        _due[referent] = receipt.View!.DueAt;
    }

    /// <summary>When it is on the log that the term passed; null while it is not.</summary>
    private async Task<DateTimeOffset?> FiredAt(ReferentId referent) =>
        (await log.ReadSubject(EscalationId.SubjectOf(referent), 0, 10, CancellationToken.None))
        .Where(logged => logged.Type == Overdue)
        .Select(logged => (DateTimeOffset?)logged.Time)
        .FirstOrDefault();

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
