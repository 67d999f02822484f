using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Access;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Models;

/// <summary>Given facts, when a rule decides, then facts or a refusal; and repeating it records nothing.</summary>
internal sealed class A_model
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly RiskModel Document = Make();

    public static readonly ModelVersionName Name = new("duties", "1.0.0");

    public static readonly ModelActor Author = Person("author", Role.ModelOwner, Role.Approver);

    public static readonly ModelActor First = Person("first", Role.Approver);

    public static readonly ModelActor Second = Person("second", Role.Approver);

    public static readonly ModelActor Lead = Person("lead", Role.TeamLead);

    public static readonly ModelActor Program =
        new("key:program", ActorKind.Service, [Role.ModelOwner, Role.Approver, Role.TeamLead]);

    public static readonly ModelGrounds Grounds = new("dpia 1", "iama 1", "the law", new DateOnly(2026, 9, 1));

    public static readonly ModelFact Drafted = new ModelDrafted(
        Name.Id, Name.Version, Document.Identity.Hash, Encoding.UTF8.GetString(Document.Canonical.Span), By(Author));

    public static readonly ModelFact Shadowed = new ModelShadowed(Name.Id, Name.Version, By(Author));

    public static readonly ModelFact Assured = new ModelAssured(Name.Id, Name.Version, "report 1", By(Author));

    public static readonly ModelFact ByFirst = new ModelApprovalGiven(Name.Id, Name.Version, Grounds, By(First));

    public static readonly ModelFact BySecond = new ModelApprovalGiven(Name.Id, Name.Version, Grounds, By(Second));

    public static readonly ModelFact Approved = new ModelApproved(Name.Id, Name.Version);

    public static readonly ModelFact Used = new ModelTakenIntoUse(Name.Id, Name.Version, By(First));

    public static readonly ModelFact Stopped = new ModelStopped(Name.Id, Name.Version, By(Lead));

    public static readonly ImmutableArray<ModelFact> UpToAssured = [Drafted, Shadowed, Assured];

    public static readonly ImmutableArray<ModelFact> UpToApproved = [.. UpToAssured, ByFirst, BySecond, Approved];

    public static readonly ImmutableArray<ModelFact> UpToInUse = [.. UpToApproved, Used];

    private readonly ModelRegister _register;
    private Decision<ModelFact> _decision;
    private Func<ModelRegister, Decision<ModelFact>> _decide = _ => Decision<ModelFact>.Nothing;

    private A_model(ModelRegister register) => _register = register;

    public static A_model Given(params ImmutableArray<ModelFact> facts) => new(Folded(facts));

    public static ModelRegister Folded(ImmutableArray<ModelFact> facts) =>
        facts.Aggregate(ModelRegister.Empty, (register, fact) => register.Evolve(fact, Monday));

    public static ModelStep By(ModelActor actor) => new(actor.Id, actor.Roles, "a reason");

    public static ModelActor Person(string name, params ImmutableArray<Role> roles) =>
        new($"user:{name}", ActorKind.Person, roles);

    /// <summary>The example, as it would be were it no example.</summary>
    public static RiskModel Make(string version = "1.0.0", Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(RiskModels.Example.Canonical.Span)!.AsObject();
        json["id"] = "duties";
        json["version"] = version;
        json["example"] = false;
        change?.Invoke(json);
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Empty(reading.Errors);
        return reading.Model!;
    }

    public A_model When(Func<ModelRegister, Decision<ModelFact>> decide)
    {
        _decide = decide;
        _decision = decide(_register);
        return this;
    }

    public void Then(params ImmutableArray<ModelFact> facts)
    {
        Assert.Null(_decision.Refusal);
        Assert.Equal(facts.AsEnumerable(), _decision.Facts.AsEnumerable());
        var again = _decide(_decision.Facts.Aggregate(
            _register, (register, fact) => register.Evolve(fact, Monday.AddMinutes(1))));
        Assert.Empty(again.Facts);
        Assert.Null(again.Refusal);
    }

    public void ThenNothing() => Then();

    public void ThenRefused(string code)
    {
        Assert.Equal(code, _decision.Refusal?.Code);
        Assert.Empty(_decision.Facts);
    }
}
