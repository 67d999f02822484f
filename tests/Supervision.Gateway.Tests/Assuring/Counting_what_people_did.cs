using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Counting_what_people_did
{
    private static readonly DateTimeOffset Monday = StreamInMemory.Monday;
    private static readonly StreamQuestion Question = new(
        Monday, Monday.AddDays(60), StreamOutcome.Breach, [StreamGroup.Sector]);

    private readonly StreamInMemory _stream = new();

    /// <summary>
    /// The rule opened sixty cases, of which ten were not looked into; as many were drawn by lot. Before and after the
    /// time of the question nothing counts, nor as its own what another model opened.
    /// </summary>
    [Fact]
    public async Task Tells_what_became_of_what_the_model_put_forward_and_of_what_chance_did()
    {
        for (var i = 0; i < 60; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await _stream.Register(referent);
            await Case(referent, EscalationGround.Rule, i < 10 ? EscalationOutcome.NotPursued : Found(i < 35));
            await Case(referent, EscalationGround.Random, Found(i < 20), episode: 2);
            await Case(referent, EscalationGround.Rule, Found(true), episode: 3, days: 70);
            await Case(referent, EscalationGround.Rule, Found(true), episode: 4, hash: "sha256:other");
        }

        var report = await Report();

        Assert.Equal((60L, 50 / 60.0), (report.Use!.Cases, report.Use.Followed.Value));
        Assert.Equal(25 / 50.0, report.Use.Findings.Value);
        Assert.Equal(("sector", "J"), (report.Use.Groups[0].Attribute, report.Use.Groups[0].Group));
        Assert.Equal("too-few-pairs", report.Use.Agreement.Kappa.Lack);
        Assert.Equal(
            [("other-risk", 60L, 1.0), ("random", 60L, 20 / 60.0), ("risk", 50L, 25 / 50.0)],
            report.Effect!.Channels.Select(at => (at.Channel, at.Checks!.Value, at.HitRate.Value!.Value)));
        Assert.Equal((25 / 50.0) - (20 / 60.0), report.Effect.Difference.Value!.Value, 10);
    }

    /// <summary>Chance drew those as well whom a rule had found before: left out, it would seem to find less.</summary>
    [Fact]
    public async Task Counts_a_case_that_two_channels_chose_in_both()
    {
        for (var i = 0; i < 40; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await _stream.Register(referent);
            await _stream.Put(
                referent, new CheckPlanned($"{referent}~1", Channel.Random, 0.1m, CheckKind.Desk), Monday.AddDays(4));
            await Case(referent, i < 20 ? EscalationGround.Rule : EscalationGround.Random, Found(i < 10 || i >= 30));
        }

        var report = await Report();

        Assert.Equal(
            [("random", 40L, 0.5), ("risk", 20L, 0.5)],
            report.Effect!.Channels.Select(at => (at.Channel, at.Checks!.Value, at.HitRate.Value!.Value)));
    }

    /// <summary>Twenty pairs of a breach, twelve of none, four of each kind that differ: kappa is 0.28/0.48.</summary>
    [Fact]
    public async Task Tells_whether_a_second_officer_judges_the_same()
    {
        for (var i = 0; i < 50; i++)
        {
            var first = i is < 20 or >= 32 and < 36 ? Judgement.Breach : Judgement.NoBreach;
            var second = i is < 20 or >= 36 ? Judgement.Breach : Judgement.NoBreach;
            var referent = $"kvk:9900{i:0000}";
            await _stream.Register(referent);
            await _stream.PutCase(referent, Monday.AddDays(5), new EscalationJudged(1, "user:a", first, "Seen."));
            if (i < 40)
                await _stream.PutCase(
                    referent, Monday.AddDays(6), new EscalationJudgedAgain(1, $"user:{i % 3}", second, "Seen."));
        }

        var agreement = (await Report()).Use!.Agreement;

        Assert.Equal((40L, 32 / 40.0), (agreement.Cases, agreement.Share.Value));
        Assert.Equal(0.28 / 0.48, agreement.Kappa.Value!.Value, 10);
        Assert.InRange(agreement.Alpha.Value!.Value, agreement.Kappa.Value.Value, 0.6);
        Assert.True(agreement.Kappa.Lower < 0.5 && agreement.Kappa.Upper > 0.65);
    }

    /// <summary>An officer who goes to another team takes no case along that had ended; one in two teams tells of none.
    /// </summary>
    [Fact]
    public async Task Tells_teams_apart_by_whoever_had_the_case()
    {
        await _stream.PutTeam("north", Monday.AddDays(-50), "user:a", "user:b", "user:c");
        await _stream.PutTeam("south", Monday.AddDays(-50), "user:c", "user:d");
        await _stream.PutTeam("south", Monday.AddDays(20), "user:b", "user:c", "user:d");
        for (var i = 0; i < 110; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await _stream.Register(referent);
            var officer = i < 30 ? "user:a" : i < 50 ? "user:b" : i < 80 ? "user:d" : i < 90 ? "user:c" : "user:e";
            await _stream.PutCase(referent, Monday.AddDays(5), Opened(1, EscalationGround.Rule, 5, null));
            await _stream.PutCase(
                referent, Monday.AddDays(6), new EscalationTaken(1, "user:first", Monday.AddDays(7)),
                new EscalationAssigned(1, officer, "user:lead", Monday.AddDays(8)));
            await _stream.PutCase(
                referent, Monday.AddDays(9),
                new EscalationClosed(
                    1, "user:lead", i % 5 < 2 ? EscalationOutcome.NotPursued : EscalationOutcome.NoBreach, []));
        }

        var report = await Report();

        Assert.Equal(
            [("north", 50L, 0.6), ("south", 30L, 0.6)],
            report.Use!.Groups.Where(group => group.Attribute == "team")
                .Select(team => (team.Group, team.Cases!.Value, team.Followed.Value!.Value)));
        Assert.Contains(report.Answers, answer => answer.Question == "use/followed/ratio/team=south");
        Assert.Equal(110L, report.Use.Cases);
    }

    private static EscalationOutcome Found(bool breach) =>
        breach ? EscalationOutcome.BreachFound : EscalationOutcome.NoBreach;

    private static EscalationOpened Opened(int episode, EscalationGround ground, int days, string? hash) => new(
        episode, ground, Monday.AddDays(days), Monday.AddDays(days + 10),
        ground != EscalationGround.Rule ? null : new EscalationTrigger(
            "level-high", RiskLevel.High, RiskLevel.High, 9, hash ?? RiskModels.Example.Identity.Hash, []));

    private Task Case(
        string referent, EscalationGround ground, EscalationOutcome outcome, int episode = 1, int days = 5,
        string? hash = null) => _stream.PutCase(
            referent, Monday.AddDays(days), Opened(episode, ground, days, hash),
            new EscalationClosed(episode, "user:officer", outcome, []));

    private async Task<Report> Report()
    {
        var use = StreamInMemory.Use(Question);
        var (population, _) = await _stream.Population(Question, use: use);
        await population.Read((_, _) => { }, CancellationToken.None);
        return ReportWriting.Write(
            new ReportCounter(1) { Use = use.Count(1) },
            new ReportPlan(["sector"], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95));
    }
}
