using Supervision.Access;

namespace Supervision.Tests.Access;

public sealed class Separating_duties
{
    [Theory]
    [InlineData("vault-and-model", ActorKind.Person, Role.VaultKeeper, Role.ModelOwner)]
    [InlineData("administrator-alone", ActorKind.Person, Role.Administrator, Role.Supervisor)]
    [InlineData("administrator-alone", ActorKind.Person, Role.Auditor, Role.Administrator)]
    [InlineData("role-not-for-services", ActorKind.Service, Role.EscalationOfficer)]
    [InlineData("role-not-for-services", ActorKind.Service, Role.Integrator, Role.Approver)]
    [InlineData("role-not-for-services", ActorKind.Service, Role.Administrator)]
    public void Refuses_what_does_not_go_together(string code, ActorKind kind, params Role[] roles) =>
        Assert.Equal(code, SeparationOfDuties.Check(kind, roles)?.Code);

    [Theory]
    [InlineData(ActorKind.Person)]
    [InlineData(ActorKind.Person, Role.Administrator)]
    [InlineData(ActorKind.Person, Role.VaultKeeper, Role.Auditor)]
    [InlineData(ActorKind.Person, Role.ModelOwner, Role.Approver)]
    [InlineData(ActorKind.Service, Role.Integrator, Role.Supervisor, Role.Auditor)]
    public void Lets_the_rest_be(ActorKind kind, params Role[] roles) =>
        Assert.Null(SeparationOfDuties.Check(kind, roles));

    [Theory]
    [InlineData("user:j.jansen", true)]
    [InlineData("oidc:login:8f3c|x", true)]
    [InlineData("", false)]
    [InlineData("user:j jansen", false)]
    [InlineData("user:jánsen", false)]
    [InlineData("user:a\n", false)]
    public void Knows_an_id_that_every_record_can_hold(string text, bool isId)
    {
        Assert.Equal(isId, Actor.IsId(text));
        Assert.False(Actor.IsId(new string('a', Actor.IdLengthMax + 1)));
    }
}
