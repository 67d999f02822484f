using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Unusual;

namespace Supervision.Tests.Access;

public sealed class Unusual_reading
{
    private const string Dossier = "kvk:99000001";

    /// <summary>A Wednesday, ten in the morning in Amsterdam.</summary>
    private static readonly DateTimeOffset At = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset From = At.AddDays(-1);
    private static readonly DateTimeOffset Until = At.AddDays(1);

    private static readonly UnusualRules Rules = new(
        TimeSpan.FromHours(1), PersonReadsMax: 30, ServiceReadsMax: 300, BaselineFactor: 3, BaselineWindowsMin: 4,
        BaselineReadsMin: 5, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), new TimeOnly(7, 0),
        new TimeOnly(19, 0), CaseGrace: TimeSpan.FromDays(14));

    [Fact]
    public void Is_more_in_a_window_than_the_limit_and_not_as_much_as_it()
    {
        Assert.Empty(Find(Reads(30)));
        var one = Assert.Single(Find(Reads(31)));

        Assert.Equal(
            (UnusualReason.VolumeLimit, 31, 31, 30, At, At.AddHours(1)),
            (one.Reason, one.Reads, one.Dossiers, one.Limit!.Value, one.From, one.Until));
        Assert.Null(one.BaselineWindows);
    }

    [Fact]
    public void Has_another_limit_for_services()
    {
        Assert.Empty(Find(Reads(300, ActorKind.Service)));
        Assert.Equal(UnusualReason.VolumeLimit, Assert.Single(Find(Reads(301, ActorKind.Service))).Reason);
    }

    [Fact]
    public void Counts_each_actor_and_each_window_by_itself()
    {
        var two = Reads(20).Concat(Reads(20, actor: "user:b"));
        var next = Reads(20).Concat(Reads(20, at: At.AddHours(1)));

        Assert.Empty(Find(two));
        Assert.Empty(Find(next));
    }

    [Fact]
    public void Is_more_than_a_multiple_of_the_own_mean_of_windows_with_readings()
    {
        // 2, 3, 4 and 3: a mean of 3, so that 9 is usual still and 10 is not.
        var before = new[] { 2, 3, 4, 3 }
            .SelectMany((count, i) => Reads(count, at: At.AddDays(-2 - (7 * i)))).ToArray();

        Assert.Empty(Find(before.Concat(Reads(9))));
        var one = Assert.Single(Find(before.Concat(Reads(10))));
        Assert.Equal(
            (UnusualReason.VolumeBaseline, 10, 9, 4),
            (one.Reason, one.Reads, one.Limit!.Value, one.BaselineWindows!.Value));
    }

    [Fact]
    public void Says_nothing_by_a_mean_of_too_few_windows_or_of_too_few_readings()
    {
        var three = Enumerable.Range(1, 3).SelectMany(i => Reads(1, at: At.AddDays(-7 * i))).ToArray();
        var four = Enumerable.Range(1, 4).SelectMany(i => Reads(1, at: At.AddDays(-7 * i))).ToArray();

        Assert.Empty(Find(three.Concat(Reads(20))));
        Assert.Empty(Find(four.Concat(Reads(4))));
        Assert.Single(Find(four.Concat(Reads(5))));
    }

    [Theory]
    [InlineData("2026-03-04T05:59:59Z", true)] // 06:59:59 in Amsterdam.
    [InlineData("2026-03-04T06:00:00Z", false)]
    [InlineData("2026-03-04T17:59:59Z", false)]
    [InlineData("2026-03-04T18:00:00Z", true)]
    [InlineData("2026-07-01T05:00:00Z", false)] // Summer time: 07:00.
    [InlineData("2026-07-01T17:00:00Z", true)]
    [InlineData("2026-03-07T10:00:00Z", true)] // A Saturday.
    [InlineData("2026-03-06T23:30:00Z", true)] // Already Saturday there.
    public void Is_outside_working_hours_of_the_zone(string moment, bool isUnusual)
    {
        var at = DateTimeOffset.Parse(moment);
        var found = Find(Reads(1, at: at), at.AddDays(-1), at.AddDays(1));

        Assert.Equal(isUnusual, found is [{ Reason: UnusualReason.OffHours, Reads: 1 }]);
        Assert.Empty(Find(Reads(1, ActorKind.Service, at: at), at.AddDays(-1), at.AddDays(1)));
    }

    [Fact]
    public void Is_told_once_a_day_of_the_zone_also_when_the_clock_is_changed()
    {
        var sunday = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero); // That night is an hour short.
        var found = Find(
            Reads(1, at: sunday).Concat(Reads(2, at: sunday.AddHours(21.5))), sunday.AddDays(-1), sunday.AddDays(1));

        var one = Assert.Single(found);
        Assert.Equal((3, TimeSpan.FromHours(23)), (one.Reads, one.Until - one.From));
    }

    [Theory]
    [InlineData(ReadingPurpose.Escalation, Role.TeamLead, true)]
    [InlineData(ReadingPurpose.Objection, Role.Supervisor, true)]
    [InlineData(ReadingPurpose.Supervision, Role.EscalationOfficer, true)]
    [InlineData(ReadingPurpose.Supervision, Role.Supervisor, false)]
    [InlineData(ReadingPurpose.Audit, Role.Auditor, false)]
    [InlineData(ReadingPurpose.DataSubjectRequest, Role.EscalationOfficer, false)]
    public void Is_for_a_case_when_the_purpose_or_the_role_is_and_there_was_none(
        ReadingPurpose purpose, Role role, bool needsCase)
    {
        var read = new ReadRecord(At, "user:a", ActorKind.Person, [role], purpose, Dossier);

        Assert.Equal(needsCase, Find([read]) is [{ Reason: UnusualReason.NoOpenCase, ReferentId: Dossier }]);
        Assert.Empty(Find([read], new ReadGround(At.AddDays(-3), null)));
    }

    [Fact]
    public void Has_a_ground_from_when_a_case_began_until_a_while_after_it_ended()
    {
        var read = new ReadRecord(
            At, "user:a", ActorKind.Person, [Role.TeamLead], ReadingPurpose.Escalation, Dossier);

        Assert.Single(Find([read], new ReadGround(At.AddMinutes(1), null)));
        Assert.Empty(Find([read], new ReadGround(At.AddDays(-90), At.AddDays(-14))));
        Assert.Single(Find([read], new ReadGround(At.AddDays(-90), At.AddDays(-14).AddSeconds(-1))));
    }

    [Fact]
    public void Is_not_said_of_a_list_nor_of_a_dossier_whose_cases_nobody_looked_up()
    {
        ReadRecord Of(string? referent) => new(
            At, "user:a", ActorKind.Person, [Role.TeamLead], ReadingPurpose.Escalation, referent);

        Assert.Empty(Find([Of(null), Of("kvk:99000002")]));
    }

    [Fact]
    public void Is_of_the_period_and_not_of_before_it()
    {
        Assert.Empty(Find(Reads(100, at: From.AddHours(-2))));
        Assert.Empty(Find(Reads(100, at: Until)));
    }

    [Fact]
    public void Comes_in_one_order_whatever_the_order_of_the_records()
    {
        var records = Reads(40).Concat(Reads(40, actor: "user:b")).Concat(Reads(40, at: At.AddHours(2))).ToArray();
        var found = Find(records);

        Assert.Equal(3, found.Length);
        Assert.Equal(
            found.OrderByDescending(one => one.From).ThenBy(one => one.Key, StringComparer.Ordinal),
            found.AsEnumerable());
        Assert.Equal(found.AsEnumerable(), Find(records.Reverse()).AsEnumerable());
    }

    private static IEnumerable<ReadRecord> Reads(
        int count, ActorKind kind = ActorKind.Person, string actor = "user:a", DateTimeOffset? at = null) =>
        Enumerable.Range(0, count).Select(number => new ReadRecord(
            (at ?? At).AddSeconds(number), actor, kind, [Role.Supervisor], ReadingPurpose.Supervision,
            $"kvk:990{number:00000}"));

    private static ImmutableArray<UnusualReading> Find(
        IEnumerable<ReadRecord> records, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        UnusualReads.Find([.. records], Grounds(), from ?? From, until ?? Until, Rules);

    private static ImmutableArray<UnusualReading> Find(IEnumerable<ReadRecord> records, params ReadGround[] grounds) =>
        UnusualReads.Find([.. records], Grounds(grounds), From, Until, Rules);

    private static ReadGrounds Grounds(params ReadGround[] grounds) => new(
        new Dictionary<string, ImmutableArray<ReadGround>> { [Dossier] = [.. grounds] });
}
