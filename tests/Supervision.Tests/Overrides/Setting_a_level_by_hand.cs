using Supervision.Access;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Tests.Overrides;

public sealed class Setting_a_level_by_hand
{
    private const string Why = "visited";
    private const string Hash = "sha256:00";

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Monday.AddDays(30);
    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly RiskState High = new(RiskLevel.High, 62, 9, null);
    private static readonly ModelActor Supervisor = new("user:a", ActorKind.Person, [Role.Supervisor]);

    private static readonly OverrideSet Low = new(
        Referent.ToString(), RiskLevel.Low, Supervisor.Id, Why, Later, RiskLevel.High, 62, Hash);

    [Fact]
    public void Keeps_what_the_model_said_beside_it()
    {
        Assert.Equal(Low, Assert.Single(Set(OverrideRegister.Empty).Facts));

        var held = After(Low).On(Referent, Monday)!;
        Assert.Equal((RiskLevel.Low, RiskLevel.High, 62), (held.Level, held.ModelLevel, held.ModelPoints));
        Assert.Equal(Hash, held.ModelHash);
    }

    [Fact]
    public void Records_nothing_the_second_time() => Assert.Empty(Set(After(Low)).Facts);

    [Fact]
    public void Ends_by_itself_to_the_tick()
    {
        Assert.NotNull(After(Low).On(Referent, Later.AddTicks(-1)));
        Assert.Null(After(Low).On(Referent, Later));
    }

    [Fact]
    public void Ends_when_a_person_says_so_and_then_records_nothing_more()
    {
        var ended = new OverrideEnded(Referent.ToString(), Supervisor.Id, Why);
        Assert.Equal(ended, Assert.Single(After(Low).End(Referent, Why, Supervisor, Monday).Facts));
        Assert.Null(After(Low, ended).On(Referent, Monday));
        var again = After(Low, ended).End(Referent, Why, Supervisor, Monday);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Facts);
    }

    [Theory]
    [InlineData("user:a", "another reason")]
    [InlineData("user:b", Why)]
    public void Cannot_be_ended_once_more_in_another_way(string by, string reason)
    {
        var register = After(Low, new OverrideEnded(Referent.ToString(), Supervisor.Id, Why));

        var decision = register.End(Referent, reason, Supervisor with { Id = by }, Monday);

        Assert.Equal(OverrideRegister.NotSet, decision.Refusal?.Code);
    }

    [Fact]
    public void Cannot_be_ended_where_none_holds()
    {
        Assert.Equal(
            OverrideRegister.NotSet,
            OverrideRegister.Empty.End(Referent, Why, Supervisor, Monday).Refusal?.Code);
        Assert.Equal(OverrideRegister.NotSet, After(Low).End(Referent, Why, Supervisor, Later).Refusal?.Code);
    }

    [Fact]
    public void Is_told_of_the_past_as_it_held_then()
    {
        var (tuesday, friday) = (Monday.AddDays(1), Monday.AddDays(4));
        var register = OverrideRegister.Empty
            .Evolve(Low, Monday)
            .Evolve(Low with { Level = RiskLevel.Medium }, tuesday)
            .Evolve(new OverrideEnded(Referent.ToString(), Supervisor.Id, Why), friday);

        Assert.Null(Of(Monday.AddTicks(-1), friday));
        Assert.Equal(RiskLevel.Low, Of(Monday, friday));
        Assert.Equal(RiskLevel.Medium, Of(friday.AddTicks(-1), friday));
        Assert.Null(Of(friday, friday));
        Assert.Equal(RiskLevel.Medium, Of(friday, tuesday)); // That it would end was not known then.
        Assert.Equal(RiskLevel.Low, Of(friday, Monday));
        Assert.Null(Of(Later, tuesday)); // By itself it would have ended.

        RiskLevel? Of(DateTimeOffset asOf, DateTimeOffset knownAt) =>
            register.At(Referent, asOf, knownAt, Later)?.Level;
    }

    [Fact]
    public void Is_told_of_the_past_for_no_more_than_so_many_of_a_referent()
    {
        var count = OverrideRegister.EarlierMax + 2;
        var register = Enumerable.Range(0, count).Aggregate(
            OverrideRegister.Empty, (register, hour) => register.Evolve(Low, Monday.AddHours(hour)));

        Assert.Equal(OverrideRegister.EarlierMax, register.Earlier[Referent].Length);
        Assert.Null(register.At(Referent, Monday, null, Later));
        Assert.NotNull(register.At(Referent, Monday.AddHours(1), null, Later));
    }

    [Fact]
    public void Is_counted_by_what_the_model_said_whatever_became_of_it()
    {
        var register = After(Low, Low with { Level = RiskLevel.Medium }, Low);

        Assert.Equal(2, register.Counts[(Hash, RiskLevel.High, RiskLevel.Low)]);
        Assert.Equal(1, register.Counts[(Hash, RiskLevel.High, RiskLevel.Medium)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(181)]
    public void Takes_an_end_of_at_most_180_days(int days) => Assert.Equal(
        "until-invalid",
        OverrideRegister.Empty.Set(
            Referent, RiskLevel.Low, Monday.AddDays(days), Why, High, Hash, Supervisor, Monday).Refusal?.Code);

    [Theory]
    [InlineData(RiskLevel.None)]
    [InlineData(RiskLevel.InsufficientEvidence)]
    public void Takes_a_level_that_says_something(RiskLevel level) => Assert.Equal(
        "level-invalid",
        OverrideRegister.Empty.Set(Referent, level, Later, Why, High, Hash, Supervisor, Monday).Refusal?.Code);

    [Theory]
    [InlineData(ActorKind.Service, Role.Supervisor)]
    [InlineData(ActorKind.Person, Role.Auditor)]
    [InlineData(ActorKind.Person, Role.ModelOwner)]
    public void Takes_a_person_who_supervises(ActorKind kind, Role role)
    {
        var other = new ModelActor("user:b", kind, [role]);
        Assert.Equal("not-allowed", OverrideRegister.Empty.Set(
            Referent, RiskLevel.Low, Later, Why, High, Hash, other, Monday).Refusal?.Code);
        Assert.Equal("not-allowed", After(Low).End(Referent, Why, other, Monday).Refusal?.Code);
    }

    [Fact]
    public void Takes_a_reason() => Assert.Equal(
        "reason-invalid",
        OverrideRegister.Empty.Set(Referent, RiskLevel.Low, Later, " ", High, Hash, Supervisor, Monday).Refusal?.Code);

    [Theory]
    [InlineData(
        OverrideFactTypes.Set,
        """{"by":"user:a","level":"low","modelHash":"sha256:00","modelLevel":"high","modelPoints":62,"""
        + """ "reason":"visited","referentId":"kvk:99000001","until":"2026-04-01T09:00:00+00:00"}""")]
    [InlineData(OverrideFactTypes.Ended, """{"by":"user:a","reason":"visited","referentId":"kvk:99000001"}""")]
    public void Is_read_and_written_to_the_byte_for_ever(string type, string golden)
    {
        var data = System.Text.Encoding.UTF8.GetBytes(golden.Replace(", \"", ",\"", StringComparison.Ordinal));

        Assert.Equal(data, OverrideFactTypes.Write(OverrideFactTypes.Read(type, data)));
    }

    private static Decision<OverrideFact> Set(OverrideRegister register) =>
        register.Set(Referent, RiskLevel.Low, Later, Why, High, Hash, Supervisor, Monday);

    private static OverrideRegister After(params OverrideFact[] facts) =>
        facts.Aggregate(OverrideRegister.Empty, (register, fact) => register.Evolve(fact, Monday));
}
