using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Inboxes;

namespace Supervision.Benchmarks.Cases;

/// <summary>Officers of two teams who take the next case, judge it and take again, all at once.</summary>
internal sealed class CasesTaken(
    CasesPlan plan, IGrainFactory grains, ImmutableArray<EscalationId> stock, Action<string> print)
{
    private static readonly CaseActor Lead = new("user:lead", ActorKind.Person, [Role.TeamLead]);
    private static readonly string[] Teams = ["north", "south"];

    private readonly ConcurrentBag<(EscalationId Id, string Officer)> _given = [];
    private readonly Latencies _take = new();
    private readonly Latencies _judge = new();

    /// <summary>Whether nobody was given what another had, and nothing was passed over.</summary>
    public async Task<bool> Run()
    {
        foreach (var team in Teams)
            await grains.Inboxes().Set(new SetInbox(TeamOf(team), Lead), CancellationToken.None);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, plan.Officers).Select(number => Work(number, began)));

        var ids = _given.Select(one => one.Id).ToHashSet();
        var twice = _given.Count - ids.Count;
        var last = stock.Select((id, index) => (id, index)).Last(one => ids.Contains(one.id)).index;
        var passedOver = last + 1 - ids.Count;
        print(string.Create(
            CultureInfo.InvariantCulture,
            $"take-next, {plan.Officers} officers of {Teams.Length} teams at once: {_take}; "
            + $"{_given.Count / Stopwatch.GetElapsedTime(began).TotalSeconds:0} cases/s; "
            + $"given twice: {twice}; passed over: {passedOver}"));
        print($"judging them: {_judge}");
        return twice == 0 && passedOver == 0;
    }

    private async Task Work(int number, long began)
    {
        var officer = new CaseActor(NameOf(number), ActorKind.Person, [Role.EscalationOfficer]);
        var inbox = grains.Inbox(Teams[number % Teams.Length]);
        while (Stopwatch.GetElapsedTime(began) < plan.Duration)
        {
            var asked = Stopwatch.GetTimestamp();
            var receipt = await inbox.TakeNext(officer, CancellationToken.None);
            if (receipt.View is not { } view)
                throw new InvalidOperationException($"take-next: {receipt.Refusal?.Code}");

            _take.Add(Stopwatch.GetElapsedTime(asked));
            _given.Add((view.Id, officer.Id));
            asked = Stopwatch.GetTimestamp();
            var judged = await grains.Escalation(view.ReferentId).Act(
                new JudgeCase(view.Id.Episode, officer, Judgement.Unclear, "Looked at."), CancellationToken.None);
            if (judged.Refusal is { } refusal)
                throw new InvalidOperationException($"judging: {refusal.Code}");
            _judge.Add(Stopwatch.GetElapsedTime(asked));
        }
    }

    private Inbox TeamOf(string team) => new(
        team, $"Team {team}",
        [
            .. Enumerable.Range(0, plan.Officers).Where(number => Teams[number % Teams.Length] == team)
                .Select(number => new InboxMember(NameOf(number), Inbox.CapacityMax, [], [])),
        ]);

    private static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"user:officer-{number:00}");
}
