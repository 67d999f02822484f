using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Models;
using Supervision.Tests.Models;

namespace Supervision.Tests.AssuranceReports;

public sealed class A_schedule_of_reports
{
    private const string Hash = "sha256:1";

    private static readonly DateTimeOffset Monday = A_model.Monday;
    private static readonly SchedulePlan Monthly = new(30, 365, OnNewVersion: true, "breach", ["sector"]);
    private static readonly ModelActor Approver = A_model.Person("approver", Role.Approver);

    [Fact]
    public void Asks_at_once_for_what_has_no_report_and_then_when_its_days_are_over()
    {
        var register = Scheduled(Monthly);
        Assert.True(register.IsDue("duties", Hash, Monday));
        Assert.False(register.IsDue("another", Hash, Monday));

        var asked = Ask(register, Monday);
        register = register.Evolve(asked, Monday, 2);

        Assert.Equal(("report-1", (int?)1, "user:approver"), (asked.Report, asked.Schedule, asked.Step.By));
        Assert.Empty(Decide(register, Monday).Facts); // Another process looked in the same moment.
        register = register.Evolve(new ReportMade("report-1", "sha256:2", "{}"), Monday, 3);
        Assert.False(register.IsDue("duties", Hash, Monday.AddDays(29)));
        Assert.True(register.IsDue("duties", Hash, Monday.AddDays(30)));
        Assert.True(register.IsDue("duties", "sha256:9", Monday));
    }

    [Fact]
    public void Waits_for_its_days_where_a_new_version_does_not_matter()
    {
        var register = Scheduled(Monthly with { OnNewVersion = false });

        Assert.False(register.IsDue("duties", Hash, Monday.AddDays(29)));
        Assert.True(register.IsDue("duties", Hash, Monday.AddDays(30)));
    }

    [Fact]
    public void Asks_again_an_hour_after_a_report_that_failed()
    {
        var asked = Scheduled(Monthly);
        asked = asked.Evolve(Ask(asked, Monday), Monday, 2);

        Assert.False(asked.IsDue("duties", Hash, Monday.AddHours(1))); // It may be under way.
        var failed = asked.Evolve(new ReportFailed("report-1", "internal-error"), Monday, 3);
        Assert.False(failed.IsDue("duties", Hash, Monday.AddMinutes(59)));
        Assert.True(failed.IsDue("duties", Hash, Monday.AddHours(1)));
    }

    /// <summary>What a person had made is no report of the schedule.</summary>
    [Fact]
    public void Counts_no_report_that_a_person_asked_for()
    {
        var register = Scheduled(Monthly);
        var byPerson = register.Ask("Title", (A_model.Name, Hash), "sha256:0a", 20, Approver, "Purpose").Facts[0];

        Assert.True(register.Evolve(byPerson, Monday, 2).IsDue("duties", Hash, Monday));
    }

    [Fact]
    public void Is_laid_down_by_who_approves_in_order_and_the_newest_is_in_force()
    {
        var register = Scheduled(Monthly);

        Assert.Empty(LayDown(register, 1, Monthly with { Groups = ["sector"] }).Facts);
        Assert.Equal("schedule-version", LayDown(register, 1, Monthly with { EveryDays = 7 }).Refusal?.Code);
        register = register.Evolve(LayDown(register, 2, Monthly with { EveryDays = 7 }).Facts[0], Monday, 2);
        Assert.Equal((2, 7), (register.Scheduled("duties")!.Version, register.Scheduled("duties")!.Plan.EveryDays));
        Assert.Equal(
            "not-allowed",
            register.LayDown("duties", 3, Monthly, A_model.Person("owner", Role.ModelOwner), "Mine.").Refusal?.Code);
    }

    private static AssuranceRegister Scheduled(SchedulePlan plan) =>
        AssuranceRegister.Empty.Evolve(LayDown(AssuranceRegister.Empty, 1, plan).Facts[0], Monday, 1);

    private static Decision<AssuranceFact> LayDown(AssuranceRegister register, int version, SchedulePlan plan) =>
        register.LayDown("duties", version, plan, Approver, "Monthly.");

    private static ReportAsked Ask(AssuranceRegister register, DateTimeOffset now) =>
        Assert.IsType<ReportAsked>(Decide(register, now).Facts[0]);

    private static Decision<AssuranceFact> Decide(AssuranceRegister register, DateTimeOffset now) =>
        register.AskBySchedule(A_model.Name, Hash, "Title", "sha256:0a", now);
}
