using Supervision.Access;
using Supervision.Models;
using Supervision.Risk;
using static Supervision.Tests.Models.A_model;

namespace Supervision.Tests.Models;

public sealed class Stopping_a_model
{
    private const string Why = "a reason";

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.TeamLead)]
    [InlineData(Role.ModelOwner)]
    [InlineData(Role.Approver)]
    public void Takes_one_person_with_the_stop_right(Role role)
    {
        var person = Person("anyone", role);
        Given(UpToInUse).When(r => r.Stop(null, person, Why))
            .Then(new ModelStopped(Name.Id, Name.Version, By(person)));
    }

    [Fact]
    public void Is_not_for_those_who_only_look() => Given(UpToInUse)
        .When(r => r.Stop(null, Person("auditor", Role.Auditor), Why)).ThenRefused("not-allowed");

    [Fact]
    public void Leaves_no_model_in_use_and_says_by_whom()
    {
        var register = Folded([.. UpToInUse, Stopped]);

        Assert.Null(register.InUseAt(Monday));
        var end = register.EndAt(Monday)!;
        Assert.Equal((ModelRegister.Stopped, "user:lead", Name), (end.Code, end.By, end.Name));
        Assert.Equal(ModelStage.Suspended, register.Find(Name)!.Stage);
    }

    [Fact]
    public void Is_undone_by_two_new_approvals_and_not_by_the_old()
    {
        Given([.. UpToInUse, Stopped])
            .When(r => r.TakeIntoUse(Name, AssuranceVerdict.Passed, First, Why, Monday)).ThenRefused("wrong-stage");
        Given([.. UpToInUse, Stopped])
            .When(r => r.Approve(Name, Grounds, AssuranceVerdict.Passed, First, Why, Monday)).Then(ByFirst);
        Given([.. UpToInUse, Stopped, ByFirst])
            .When(r => r.Approve(Name, Grounds, AssuranceVerdict.Passed, Second, Why, Monday))
            .Then(BySecond, Approved);
    }

    [Fact]
    public void Happens_by_itself_on_the_review_date()
    {
        var register = Folded(UpToInUse);
        var midnight = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.NotNull(register.InUseAt(midnight.AddTicks(-1)));
        Assert.Null(register.InUseAt(midnight));
        Assert.Equal(ModelRegister.ReviewDatePassed, register.EndAt(midnight)!.Code);
        Given(UpToInUse).When(r => r.Tick(midnight.AddTicks(-1))).ThenNothing();
        Given(UpToInUse).When(r => r.Tick(midnight))
            .Then(new ModelReviewDatePassed(Name.Id, Name.Version, Grounds.ReviewOn));
    }

    [Fact]
    public void Happens_by_itself_when_a_gate_trips_and_names_it()
    {
        var tripped = new TrippedGate("report-2", "roc-area", "Gate 'roc-area' was refuted.");
        var fact = new ModelGateTripped(Name.Id, Name.Version, tripped.Report, tripped.Gate, tripped.Detail);

        Given(UpToInUse).When(r => r.Trip(tripped)).Then(fact);
        Given(UpToApproved).When(r => r.Trip(tripped)).ThenNothing();
        var register = Folded([.. UpToInUse, fact]);
        var end = register.EndAt(Monday)!;
        Assert.Equal((ModelRegister.GateTripped, (string?)null, tripped.Detail), (end.Code, end.By, end.Reason));
        Assert.Equal(
            (ModelStage.Suspended, tripped.Detail),
            (register.Find(Name)!.Stage, register.Find(Name)!.History[^1].Reason));
        Given([.. UpToInUse, fact])
            .When(r => r.TakeIntoUse(Name, AssuranceVerdict.Passed, First, Why, Monday)).ThenRefused("wrong-stage");
    }

    [Fact]
    public void Comes_before_putting_it_away()
    {
        Given(UpToInUse).When(r => r.Retire(Name, Author, Why)).ThenRefused("wrong-stage");
        Given([.. UpToInUse, Stopped]).When(r => r.Retire(Name, Author, Why))
            .Then(new ModelRetired(Name.Id, Name.Version, By(Author)));
    }

    [Fact]
    public void Ends_a_trial_too_until_its_owner_lets_it_go_on()
    {
        var trial = Document.Identity;
        var stopped = new ModelTrialStopped(trial.Id, trial.Version, trial.Hash, By(Lead));

        Given().When(r => r.Stop(trial, Lead, Why)).Then(stopped);
        Given().When(r => r.Stop(null, Lead, Why)).ThenNothing();
        Given(stopped).When(r => r.ResumeTrial(trial, Lead, Why)).ThenRefused("not-allowed");
        Given(stopped).When(r => r.ResumeTrial(trial, Author, Why))
            .Then(new ModelTrialResumed(trial.Id, trial.Version, trial.Hash, By(Author)));
        Given().When(r => r.ResumeTrial(null, Author, Why)).ThenRefused("no-trial");
    }

    [Fact]
    public void Leaves_no_trial_to_stop_or_to_go_on_once_a_version_was_in_use()
    {
        var trial = RiskModels.Example.Identity;

        Given([.. UpToInUse, Stopped]).When(r => r.Stop(trial, Lead, Why)).ThenNothing();
        Given([.. UpToInUse, Stopped]).When(r => r.ResumeTrial(trial, Author, Why)).ThenRefused("trial-set-aside");
        Given(UpToInUse).When(r => r.ResumeTrial(trial, Author, Why)).ThenRefused("trial-set-aside");
        Assert.False(Folded(UpToApproved).WasEverInUse);
    }
}
