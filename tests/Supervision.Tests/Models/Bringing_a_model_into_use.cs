using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Models;
using static Supervision.Tests.Models.A_model;

namespace Supervision.Tests.Models;

public sealed class Bringing_a_model_into_use
{
    private const string Why = "a reason";

    private static readonly AssuranceVerdict Pass = AssuranceVerdict.Passed;

    [Fact]
    public void Begins_with_a_draft() => Given().When(r => r.Draft(Document, Author, Why)).Then(Drafted);

    [Fact]
    public void Never_changes_a_version() => Given(Drafted)
        .When(r => r.Draft(Make(change: json => json["base"] = 3), Author, Why)).ThenRefused("model-version-exists");

    [Fact]
    public void Takes_the_same_document_again_in_silence() =>
        Given(Drafted).When(r => r.Draft(Document, First with { Roles = [Role.ModelOwner] }, Why)).ThenNothing();

    [Fact]
    public void Refuses_a_version_that_no_path_can_hold() => Given()
        .When(r => r.Draft(Make("1.0 beta/2"), Author, Why)).ThenRefused("version-malformed");

    [Fact]
    public void Goes_on_in_shadow() => Given(Drafted).When(r => r.MoveToShadow(Name, Author, Why, 8)).Then(Shadowed);

    [Fact]
    public void Takes_an_assurance_report() => Given(Drafted, Shadowed)
        .When(r => r.Assure(Name, "report 1", Pass, Author, Why)).Then(Assured);

    [Theory]
    [InlineData(AssuranceVerdict.Unknown, "assurance-unknown")]
    [InlineData(AssuranceVerdict.NotPassed, "assurance-not-passed")]
    [InlineData(AssuranceVerdict.NoGates, "gates-missing")]
    [InlineData(AssuranceVerdict.ByItsAuthor, "assurance-by-author")]
    public void Takes_no_report_that_does_not_pass(AssuranceVerdict verdict, string code)
    {
        Given(Drafted, Shadowed).When(r => r.Assure(Name, "report 1", verdict, Author, Why)).ThenRefused(code);
        Given(UpToAssured).When(r => r.Approve(Name, Grounds, verdict, First, Why, Monday)).ThenRefused(code);
        Given(UpToApproved).When(r => r.TakeIntoUse(Name, verdict, First, Why, Monday)).ThenRefused(code);
    }

    [Fact]
    public void Never_makes_use_of_an_example()
    {
        var example = Make(change: json => json["example"] = true);
        var drafted = (ModelDrafted)Drafted with
        {
            Document = System.Text.Encoding.UTF8.GetString(example.Canonical.Span),
        };
        Given(drafted, Shadowed)
            .When(r => r.Assure(Name, "report 1", Pass, Author, Why)).ThenRefused("model-is-example");
    }

    [Fact]
    public void Takes_two_people()
    {
        Given(UpToAssured).When(r => r.Approve(Name, Grounds, Pass, First, Why, Monday)).Then(ByFirst);
        Given([.. UpToAssured, ByFirst]).When(r => r.Approve(Name, Grounds, Pass, First, Why, Monday)).ThenNothing();
        Given([.. UpToAssured, ByFirst])
            .When(r => r.Approve(Name, Grounds, Pass, Second, Why, Monday)).Then(BySecond, Approved);
    }

    [Fact]
    public void Takes_people_who_did_not_write_it() =>
        Given(UpToAssured).When(r => r.Approve(Name, Grounds, Pass, Author, Why, Monday)).ThenRefused("own-work");

    [Fact]
    public void Takes_two_people_who_mean_the_same()
    {
        var other = Grounds with { ReviewOn = Grounds.ReviewOn.AddDays(1) };
        Given([.. UpToAssured, ByFirst])
            .When(r => r.Approve(Name, other, Pass, Second, Why, Monday)).ThenRefused("approval-differs");
        Given([.. UpToAssured, ByFirst])
            .When(r => r.Approve(Name, other, Pass, First, Why, Monday))
            .Then(new ModelApprovalGiven(Name.Id, Name.Version, other, By(First)));
    }

    [Fact]
    public void Forgets_approvals_that_were_given_on_another_report() => Assert.Empty(
        Folded([.. UpToAssured, ByFirst, new ModelAssured(Name.Id, Name.Version, "report 2", By(Author))])
            .Find(Name)!.Approvals);

    [Theory]
    [InlineData("", "iama 1", "the law", "2026-09-01", "reference-missing")]
    [InlineData("dpia 1", " ", "the law", "2026-09-01", "reference-missing")]
    [InlineData("dpia 1", "iama 1", "", "2026-09-01", "reference-missing")]
    [InlineData("dpia 1", "iama 1", "the law", "2026-03-02", "review-date-invalid")]
    [InlineData("dpia 1", "iama 1", "the law", "2025-01-01", "review-date-invalid")]
    [InlineData("dpia 1", "iama 1", "the law", "2027-03-04", "review-date-invalid")]
    public void Takes_every_document_and_a_review_date(
        string dpia, string fria, string legalGround, string reviewOn, string code) =>
        Given(UpToAssured)
            .When(r => r.Approve(
                Name, new ModelGrounds(dpia, fria, legalGround, DateOnly.Parse(reviewOn)), Pass, First, Why, Monday))
            .ThenRefused(code);

    [Fact]
    public void Ends_in_use() =>
        Given(UpToApproved).When(r => r.TakeIntoUse(Name, Pass, First, Why, Monday)).Then(Used);

    [Fact]
    public void Comes_too_late_on_the_review_date() => Given(UpToApproved)
        .When(r => r.TakeIntoUse(Name, Pass, First, Why, new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)))
        .ThenRefused("review-date-passed");

    [Fact]
    public void Makes_room_where_another_was()
    {
        var next = new ModelVersionName("duties", "2.0.0");
        ImmutableArray<ModelFact> facts =
            [.. UpToInUse, .. UpToApproved.Select(fact => fact with { Version = next.Version })];

        Given(facts).When(r => r.TakeIntoUse(next, Pass, First, Why, Monday)).Then(
            new ModelReplaced(Name.Id, Name.Version, next.ToString(), By(First)),
            new ModelTakenIntoUse(next.Id, next.Version, By(First)));
        var after = Folded([
            .. facts, new ModelReplaced(Name.Id, Name.Version, next.ToString(), By(First)),
            new ModelTakenIntoUse(next.Id, next.Version, By(First))]);
        Assert.Equal((next, ModelStage.Suspended), (after.InUse!.Value, after.Find(Name)!.Stage));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Skips_no_stage(int facts)
    {
        ImmutableArray<ModelFact> given = [.. UpToInUse.Take(facts)];
        var stage = facts == 0 ? (ModelStage?)null : Folded(given).Find(Name)!.Stage;
        var no = facts == 0 ? "model-unknown" : "wrong-stage";
        if (stage is not (ModelStage.Draft or ModelStage.Shadow))
            Given(given).When(r => r.MoveToShadow(Name, Author, Why, 8)).ThenRefused(no);
        if (stage is not (ModelStage.Shadow or ModelStage.Assured))
            Given(given).When(r => r.Assure(Name, "report 2", Pass, Author, Why)).ThenRefused(no);
        if (stage is not ModelStage.Assured)
            Given(given).When(r => r.Approve(Name, Grounds, Pass, Person("third", Role.Approver), Why, Monday))
                .ThenRefused(no);
        if (stage is not (ModelStage.Approved or ModelStage.InUse))
            Given(given).When(r => r.TakeIntoUse(Name, Pass, First, Why, Monday)).ThenRefused(no);
    }

    public static TheoryData<int> Stages => [.. Enumerable.Range(0, UpToInUse.Length + 1)];

    [Fact]
    public void Is_nothing_for_a_program()
    {
        Given().When(r => r.Draft(Document, Program, Why)).ThenRefused("not-allowed");
        Given(Drafted).When(r => r.MoveToShadow(Name, Program, Why, 8)).ThenRefused("not-allowed");
        Given(Drafted, Shadowed).When(r => r.Assure(Name, "report 1", Pass, Program, Why)).ThenRefused("not-allowed");
        Given(UpToAssured).When(r => r.Approve(Name, Grounds, Pass, Program, Why, Monday)).ThenRefused("not-allowed");
        Given(UpToApproved).When(r => r.TakeIntoUse(Name, Pass, Program, Why, Monday)).ThenRefused("not-allowed");
        Given(UpToInUse).When(r => r.Stop(null, Program, Why)).ThenRefused("not-allowed");
        Given(Drafted).When(r => r.Retire(Name, Program, Why)).ThenRefused("not-allowed");
    }

    [Fact]
    public void Takes_a_reason_at_every_step()
    {
        Given(Drafted).When(r => r.MoveToShadow(Name, Author, " ", 8)).ThenRefused("reason-invalid");
        Given(UpToApproved).When(r => r.TakeIntoUse(Name, Pass, First, "", Monday)).ThenRefused("reason-invalid");
        Given(UpToInUse).When(r => r.Stop(null, Lead, new string('x', 1_001))).ThenRefused("reason-invalid");
    }
}
