using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.EvidenceFiles;

public sealed class Adding_an_evidence_file
{
    private static readonly CaseActor Officer = new("a", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly CaseActor Other = new("b", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly CaseActor Lead = new("lead", ActorKind.Person, [Role.TeamLead]);
    private static readonly CaseActor Service = new("key:x", ActorKind.Service, [Role.EscalationOfficer]);

    private static readonly EvidenceFile File = new(
        "f-1", "Payslips.pdf", FileKind.Pdf, 12, new string('a', 64), new string('0', 32), "", default, "c2VjcmV0");

    private static readonly EscalationFact Judged = new EscalationJudged(1, "a", Judgement.Breach, "Late.");

    private static readonly EscalationFileAdded Added = new(
        1, "a", "f-1", "Payslips.pdf", FileKind.Pdf, 12, File.Sha256, File.StoredAs);

    private static readonly EscalationFileSealed Sealed = new(1, "f-1", "c2VjcmV0");

    [Fact]
    public void Is_a_fact_of_the_case_with_its_key_in_another() =>
        Given(Opened, TakenByA, Judged).When(Add(Officer, File)).Then(Added, Sealed);

    [Fact]
    public void Has_no_key_where_payloads_are_not_encrypted() =>
        Given(Opened, TakenByA, Judged).When(Add(Officer, File with { Key = null })).Then(Added);

    [Fact]
    public void Again_changes_nothing_also_as_a_new_copy_and_after_the_end() =>
        Given(
            Opened, TakenByA, Judged, Added, Sealed,
            new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []))
            .When(Add(Officer, File with { StoredAs = new string('1', 32), Key = "bmV3" })).ThenNothing();

    [Fact]
    public void Is_for_the_officer_who_has_the_case() =>
        Given(Opened, TakenByA, Judged).When(Add(Other, File)).ThenRefused("escalation-not-taken");

    [Fact]
    public void Waits_for_the_first_judgement() =>
        Given(Opened, TakenByA).When(Add(Officer, File)).ThenRefused("not-judged");

    [Fact]
    public void Does_not_wait_for_it_when_a_lead_adds_it() =>
        Given(Opened, TakenByA).When(Add(Lead, File)).Then(Added with { Officer = "lead" }, Sealed);

    [Fact]
    public void Waits_for_it_when_the_lead_has_the_case() =>
        Given(Opened, new EscalationTaken(1, "lead", Monday.AddHours(8)))
            .When(Add(Lead, File)).ThenRefused("not-judged");

    [Fact]
    public void Is_not_for_a_service() =>
        Given(Opened, TakenByA, Judged).When(Add(Service, File)).ThenRefused("service-cannot-decide");

    [Fact]
    public void Is_refused_after_the_end() =>
        Given(Opened, TakenByA, Judged, new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []))
            .When(Add(Officer, File)).ThenRefused("escalation-closed");

    [Theory]
    [InlineData("F 1", "Payslips.pdf", "key-invalid")]
    [InlineData("f-1", "../Payslips.pdf", "file-name-invalid")]
    [InlineData("f-1", "Payslips.png", "file-name-invalid")]
    [InlineData("f-2", "Payslips.exe", "file-name-invalid")]
    public void Is_refused_with_a_wrong_name(string id, string name, string code) =>
        Given(Opened, TakenByA, Judged).When(Add(Officer, File with { Id = id, Name = name })).ThenRefused(code);

    [Fact]
    public void Is_refused_when_it_would_rest_under_a_name_that_is_not_ours() =>
        Given(Opened, TakenByA, Judged).When(Add(Officer, File with { StoredAs = "../../x" }))
            .ThenRefused("file-invalid");

    [Fact]
    public void Is_refused_when_another_file_has_the_id() =>
        Given(Opened, TakenByA, Judged, Added, Sealed)
            .When(Add(Officer, File with { Sha256 = new string('b', 64) })).ThenRefused("file-id-used");

    [Fact]
    public void Is_refused_beyond_what_a_case_takes() =>
        Given([Opened, TakenByA, Judged, .. Enumerable.Range(0, EvidenceFile.CountMax)
            .Select(number => Added with { FileId = $"n-{number}" })])
            .When(Add(Officer, File)).ThenRefused("too-many-files");

    [Fact]
    public void Is_kept_with_what_it_is_sealed_with_when_the_case_is_stored()
    {
        var escalation = ((EscalationFact[])[Opened, TakenByA, Judged, Added, Sealed]).Aggregate(
            Escalation.None, (before, fact) => before.Evolve(fact, Monday));

        var file = Assert.Single(Escalation.Parse(escalation.ToJson()).Files);
        Assert.Equal(File with { Officer = "a", AddedAt = Monday }, file);
    }

    [Fact]
    public void Leaves_what_is_stored_of_a_case_without_files_as_it_ever_was() =>
        Assert.DoesNotContain(
            "evidence\":",
            ((EscalationFact[])[Opened with { Trigger = null }, TakenByA, Judged]).Aggregate(
                Escalation.None, (before, fact) => before.Evolve(fact, Monday)).ToJson(),
            StringComparison.Ordinal);

    private static EscalationOpened Opened => (EscalationOpened)An_escalation.Opened;

    private static Func<Escalation, Decision<EscalationFact>> Add(CaseActor by, EvidenceFile file) => escalation =>
        escalation.Decide(
            new AddFile(1, by, file),
            new CaseContext(Monday, Terms, SanctionHistory.None, ImmutableHashSet<Supervision.Log.EventKey>.Empty));
}
