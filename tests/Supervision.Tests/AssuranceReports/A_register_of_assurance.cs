using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Log;
using Supervision.Models;
using Supervision.Tests.Models;

namespace Supervision.Tests.AssuranceReports;

public sealed class A_register_of_assurance
{
    private const string Digest = "sha256:0a";

    private static readonly DateTimeOffset Monday = A_model.Monday;
    private static readonly ModelActor Auditor = A_model.Person("auditor", Role.Auditor);
    private static readonly ModelActor Approver = A_model.Person("approver", Role.Approver);

    [Fact]
    public void Numbers_reports_and_keeps_what_was_asked()
    {
        var register = Folded(Asked(AssuranceRegister.Empty));
        register = Folded(register, Asked(register));

        Assert.Equal(["report-1", "report-2"], register.Reports.Keys.Order());
        var report = register.Reports["report-1"];
        Assert.Equal(
            ("duties@1.0.0", "sha256:1", Digest, 20L, "user:auditor", ReportState.Running),
            (report.Model, report.ModelHash, report.DataDigest, report.Cases, report.By, report.State));
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.EscalationOfficer)]
    public void Makes_no_report_for_others(Role role) =>
        Assert.Equal("not-allowed", Ask(A_model.Person("x", role), "Title", "Purpose").Refusal?.Code);

    [Fact]
    public void Refuses_a_service_a_report_without_title_and_one_without_purpose()
    {
        var service = new ModelActor("key:x", ActorKind.Service, [Role.Auditor]);

        Assert.Equal("not-allowed", Ask(service, "Title", "Purpose").Refusal?.Code);
        Assert.Equal("/title", Ask(Auditor, " ", "Purpose").Refusal?.Pointer);
        Assert.Equal("/purpose", Ask(Auditor, "Title", new string('x', 1_001)).Refusal?.Pointer);
    }

    [Fact]
    public void Makes_a_report_once_and_never_again()
    {
        var register = Folded(Asked(AssuranceRegister.Empty));
        var made = register.Make("report-1", "sha256:2", "{}");

        var after = Folded(register, made.Facts[0]);

        Assert.Equal(("sha256:2", 7L), (after.Reports["report-1"].Hash, after.Reports["report-1"].Offset));
        Assert.Empty(after.Make("report-1", "sha256:3", "{ }").Facts);
        Assert.Empty(after.Fail("report-1", "internal-error").Facts);
        var failed = Folded(register, register.Fail("report-1", AssuranceReport.Interrupted).Facts[0]);
        Assert.Equal(ReportState.Failed, failed.Reports["report-1"].State);
        Assert.Empty(failed.Make("report-1", "sha256:3", "{}").Facts);
        Assert.Equal("report-1", Assert.Single(after.MadeOn("sha256:1")).Id);
        Assert.Empty(register.MadeOn("sha256:1"));
    }

    [Fact]
    public void Keeps_every_version_of_gates_and_the_newest_is_in_force()
    {
        var first = AssuranceRegister.Empty.LayDown("duties", 1, "sha256:a", "{}", Approver, "Laid down.");
        var register = Folded(first.Facts[0]);

        Assert.Empty(register.LayDown("duties", 1, "sha256:a", "{}", Approver, "Again.").Facts);
        Assert.Equal("gates-version", Refused(1, "sha256:b"));
        Assert.Equal("gates-version", Refused(3, "sha256:b"));
        register = Folded(
            register, register.LayDown("duties", 2, "sha256:b", "{}", Approver, "Stricter.").Facts[0]);
        Assert.Equal((2, 2), (register.InForce("duties")!.Version, register.Gates["duties"].Length));
        Assert.Null(register.InForce("another"));

        string? Refused(int version, string hash) =>
            register.LayDown("duties", version, hash, "{}", Approver, "Reason.").Refusal?.Code;
    }

    [Fact]
    public void Takes_gates_from_those_who_approve_alone() => Assert.Equal(
        "not-allowed",
        AssuranceRegister.Empty.LayDown(
            "duties", 1, "sha256:a", "{}", A_model.Person("owner", Role.ModelOwner), "Mine.").Refusal?.Code);

    [Fact]
    public async Task Is_read_from_the_log_with_its_documents()
    {
        var log = new MemoryEventLog(4, TimeProvider.System);
        var asked = Asked(AssuranceRegister.Empty);
        await Append(log, asked, 0);
        var halfway = await AssuranceReading.Start.CatchUp(log, CancellationToken.None);
        await Append(log, new ReportMade("report-1", "sha256:2", """{"a":1}"""), 1);

        var reading = await halfway.CatchUp(log, CancellationToken.None);

        Assert.Equal(2, reading.Version);
        Assert.Same(reading, await reading.CatchUp(log, CancellationToken.None));
        var report = reading.Register.Reports["report-1"];
        Assert.Equal("""{"a":1}""", await AssuranceReading.Document(log, report, CancellationToken.None));
    }

    private static async Task Append(MemoryEventLog log, AssuranceFact fact, long version) => await log.AppendFacts(
        AssuranceFactTypes.Subject, version, [AssuranceFactTypes.ToEvent(fact, version, Monday, log.PartitionCount)],
        CancellationToken.None);

    private static AssuranceFact Asked(AssuranceRegister register) => register.Ask(
        "Title", (A_model.Name, "sha256:1"), Digest, 20, Auditor, "Purpose").Facts[0];

    private static Decision<AssuranceFact> Ask(ModelActor by, string title, string purpose) =>
        AssuranceRegister.Empty.Ask(title, null, Digest, 20, by, purpose);

    private static AssuranceRegister Folded(AssuranceFact fact) => Folded(AssuranceRegister.Empty, fact);

    private static AssuranceRegister Folded(AssuranceRegister register, AssuranceFact fact) =>
        register.Evolve(fact, Monday, 7);
}
