using System.Text;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Referents;

namespace Supervision.Tests.Escalations.SecondReadings;

public sealed class A_plan_for_second_readings
{
    private static readonly DateTimeOffset Monday = An_escalation.Monday;
    private static readonly CaseActor Lead = new("user:lead", ActorKind.Person, [Role.TeamLead]);

    [Theory]
    [InlineData("0")]
    [InlineData("0.1")]
    [InlineData("0.25")]
    [InlineData("1")]
    public void Draws_its_share_and_the_same_cases_each_time(string share)
    {
        const int cases = 20_000;
        var part = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture);
        var plan = new SecondReadingPlan(1, part, "4f9d1c7a0be2", null, Monday);
        var drawn = Cases(cases).Count(plan.Draws);

        // Six standard errors: once in five hundred million seeds, and this seed is always the same.
        var error = 6 * Math.Sqrt(cases * (double)(part * (1 - part)));
        Assert.InRange(drawn, (cases * (double)part) - error, (cases * (double)part) + error);
        Assert.Equal(Cases(500).Where(plan.Draws), Cases(500).Where((plan with { Number = 7 }).Draws));
    }

    [Fact]
    public void Draws_others_by_another_seed()
    {
        var one = new SecondReadingPlan(1, 0.5m, "a", null, Monday);
        var other = one with { Seed = "b" };

        Assert.InRange(Cases(2_000).Count(id => one.Draws(id) == other.Draws(id)), 850, 1_150);
    }

    /// <summary>SHA-256 of the seed, a line feed and the id, first eight bytes; reckoned by another tool.</summary>
    [Theory]
    [InlineData("kvk:99000001~1", "0.3148", false)]
    [InlineData("kvk:99000001~1", "0.3149", true)]
    public void Draws_what_anybody_can_reckon(string id, string share, bool isDrawn) => Assert.Equal(
        isDrawn,
        new SecondReadingPlan(
            1, decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), "4f9d1c7a0be2", null, Monday)
            .Draws(EscalationId.Parse(id)));

    [Fact]
    public void Is_there_before_anybody_sets_one_and_is_set_by_a_lead()
    {
        var first = Assert.Single(SecondReadingRegister.Empty.Begin(0.1m, "drawn").Facts);
        var register = SecondReadingRegister.Empty.Evolve(first, Monday);
        Assert.Equal(new SecondReadingPlan(1, 0.1m, "drawn", null, Monday), register.Plan);
        Assert.Empty(register.Begin(0.1m, "again").Facts);

        var set = Assert.Single(register.Set(0.25m, null, "other", Lead).Facts);
        var after = register.Evolve(set, Monday);
        Assert.Equal(new SecondReadingPlan(2, 0.25m, "other", "user:lead", Monday), after.Plan);
        Assert.Empty(after.Set(0.25m, null, "third", Lead).Facts);
        Assert.Empty(after.Set(0.25m, "other", "third", Lead).Facts);
        Assert.Single(after.Set(0.25m, "mine", "third", Lead).Facts);
    }

    [Theory]
    [InlineData("-0.1", null, "share-invalid")]
    [InlineData("1.1", null, "share-invalid")]
    [InlineData("0.12345", null, "share-invalid")]
    [InlineData("0.1", "", "seed-invalid")]
    [InlineData("0.1", "no spaces", "seed-invalid")]
    public void Is_refused_with_a_code(string share, string? seed, string code) => Assert.Equal(
        code,
        SecondReadingRegister.Empty.Set(
            decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), seed, "drawn", Lead)
            .Refusal?.Code);

    [Theory]
    [InlineData(ActorKind.Service, Role.TeamLead)]
    [InlineData(ActorKind.Person, Role.EscalationOfficer)]
    public void Is_set_by_nobody_else(ActorKind kind, Role role) => Assert.Equal(
        "not-allowed",
        SecondReadingRegister.Empty.Set(0.1m, null, "drawn", new CaseActor("x", kind, [role])).Refusal?.Code);

    [Fact]
    public void Is_read_back_from_its_golden_fact()
    {
        var golden = File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "Supervision.Tests", "Golden", "SecondReadings",
            $"{SecondReadingFacts.Planned}.json")).TrimEnd();
        var read = SecondReadingFacts.Read(SecondReadingFacts.Planned, Encoding.UTF8.GetBytes(golden));

        Assert.Equal(new SecondReadingsPlanned(0.1m, "4f9d1c7a0be2", "user:lead"), read);
        Assert.Equal(golden, Encoding.UTF8.GetString(SecondReadingFacts.Write(read)));
    }

    private static IEnumerable<EscalationId> Cases(int count) => Enumerable.Range(1, count)
        .Select(number => new EscalationId(ReferentId.Parse($"kvk:99{number:000000}"), 1));
}
