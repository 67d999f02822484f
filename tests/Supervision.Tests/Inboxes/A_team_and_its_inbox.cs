using System.Text;
using Supervision.Access;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Inboxes;
using Supervision.Referents;

namespace Supervision.Tests.Inboxes;

public sealed class A_team_and_its_inbox
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly CaseActor Lead = new("user:lead", ActorKind.Person, [Role.TeamLead]);

    private static readonly Inbox North = new(
        "north", "Team North",
        [
            new InboxMember("user:a", 4, [], []),
            new InboxMember("user:b", 8, [], [Purpose.Labour, Purpose.Study]),
            new InboxMember("user:c", 2, [new Absence(Today.AddDays(-1), Today)], []),
        ]);

    [Fact]
    public void Is_set_by_a_lead_and_the_second_time_nothing_happens()
    {
        var set = Assert.Single(InboxRegister.Empty.Set(North, Lead).Facts);
        var register = InboxRegister.Empty.Evolve(set);

        Assert.Equal(North, register.Find("north"));
        Assert.Empty(register.Set(North with { Members = [.. North.Members] }, Lead).Facts);
        Assert.Single(register.Set(North with { Name = "Other" }, Lead).Facts);
    }

    [Theory]
    [InlineData(ActorKind.Service, Role.TeamLead)]
    [InlineData(ActorKind.Person, Role.EscalationOfficer)]
    public void Is_set_by_nobody_else(ActorKind kind, Role role) =>
        Assert.Equal("not-allowed", InboxRegister.Empty.Set(North, new CaseActor("x", kind, [role])).Refusal?.Code);

    public static TheoryData<string, Inbox> Wrong => new()
    {
        { "key-invalid", North with { Team = "North!" } },
        { "name-invalid", North with { Name = " " } },
        { "member-twice", North with { Members = North.Members.Add(North.Members[0]) } },
        { "member-invalid", North with { Members = [new InboxMember("user:a", 0, [], [])] } },
        { "member-invalid", North with
            { Members = [new InboxMember("user:a", 1, [new Absence(Today, Today.AddDays(-1))], [])] } },
        { "member-invalid", North with
            { Members = [new InboxMember("user:a", 1, [], [Purpose.Study, Purpose.Study])] } },
        { "too-many-members", North with
            { Members = [.. Enumerable.Range(0, 201).Select(n => new InboxMember($"user:{n}", 1, [], []))] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_refused_with_a_code(string code, Inbox inbox) =>
        Assert.Equal(code, InboxRegister.Empty.Set(inbox, Lead).Refusal?.Code);

    [Theory]
    [InlineData("user:a", 3, null)]
    [InlineData("user:a", 4, "capacity-reached")]
    [InlineData("user:c", 0, "absent")]
    [InlineData("user:d", 0, "not-a-member")]
    public void Says_who_may_take_a_case_today(string officer, int held, string? code) =>
        Assert.Equal(code, North.NotNow(officer, held, Today)?.Code);

    [Theory]
    [InlineData(0, 0, "user:a")]
    [InlineData(1, 1, "user:b")]
    [InlineData(2, 4, "user:a")]
    [InlineData(4, 7, "user:b")]
    [InlineData(4, 8, null)]
    public void Gives_to_who_has_the_smallest_part_of_what_they_can_do(int a, int b, string? officer) =>
        Assert.Equal(
            officer, North.LeastLoaded(new Dictionary<string, int> { ["user:a"] = a, ["user:b"] = b }, Today, []));

    [Theory]
    [InlineData(null, "user:b")]
    [InlineData(Purpose.Study, "user:b")]
    [InlineData(Purpose.Research, "user:a")]
    public void Gives_it_to_who_knows_such_sponsors(Purpose? purpose, string officer) => Assert.Equal(
        officer,
        North.LeastLoaded(
            new Dictionary<string, int> { ["user:a"] = 3 }, Today,
            purpose is { } needed ? [Purpose.Labour, needed] : []));

    [Fact]
    public void Asks_for_what_a_referent_is_recognised_for_also_while_suspended()
    {
        var register = new RegisterRow(
            null, null, null, null, null, RecognitionStatus.Recognised, RecognitionStatus.None,
            RecognitionStatus.Suspended, RecognitionStatus.Withdrawn);

        Assert.Equal([Purpose.Labour, Purpose.Study], Skills.NeededFor(register).AsEnumerable());
        Assert.True(North.HasSkills);
        Assert.False((North with { Members = North.Members[..1] }).HasSkills);
    }

    [Fact]
    public void Is_read_back_from_its_golden_fact()
    {
        var golden = File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "Supervision.Tests", "Golden", "Inboxes", $"{InboxFacts.Set}.json")).TrimEnd();
        var read = InboxFacts.Read(InboxFacts.Set, Encoding.UTF8.GetBytes(golden));

        Assert.Equal(North, read.Inbox);
        Assert.Equal(golden, Encoding.UTF8.GetString(InboxFacts.Write(new InboxSet(North, "user:lead"))));
    }
}
