using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Models;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Models;

public sealed class A_register_of_models
{
    private const string Why = "a reason";

    private static readonly ModelActor Owner = new("user:owner", ActorKind.Person, [Role.ModelOwner]);

    private readonly World _world = new();

    [Fact]
    public async Task Lays_down_what_loads_and_names_every_error_of_what_does_not()
    {
        await using var cluster = await TestCluster.Start(_world, null);

        var wrong = await cluster.Grains.Models().Draft(
            new DraftModel([.. "{}"u8], Owner, Why), CancellationToken.None);
        var good = await Draft(cluster, "1.0.0");

        Assert.True(wrong.Errors.Length > 5, string.Join('\n', wrong.Errors));
        Assert.Equal((null, 0), (good.Refusal, good.Errors.Length));
        var reading = await ModelRegisterReading.Start.CatchUp(_world.Log, CancellationToken.None);
        Assert.Equal(["test-model@1.0.0"], reading.Register.Versions.Keys.Select(name => name.ToString()));
    }

    [Fact]
    public async Task Fails_closed_where_no_assurance_is_set_up()
    {
        await using var cluster = await TestCluster.Start(_world, null);
        await cluster.Grains.Models().Draft(
            new DraftModel([.. ForUse().Canonical.ToArray()], Owner, Why), CancellationToken.None);
        var name = new ModelVersionName("test-model", "1.0.0");
        await cluster.Grains.Models().MoveToShadow(new MoveModel(name, Owner, Why), CancellationToken.None);

        var receipt = await cluster.Grains.Models().Assure(
            new AssureModel(name, "any", Owner, Why), CancellationToken.None);

        Assert.Equal("assurance-unknown", receipt.Refusal?.Code);
    }

    [Fact]
    public async Task Decides_on_what_others_put_on_the_log_meanwhile()
    {
        await using var cluster = await TestCluster.Start(_world, null);
        await Draft(cluster, "1.0.0");
        await ModelEvents.Carry(
            _world.Log, register => register.Draft(TestModel.Make("2.0.0"), Owner, Why), _world.Now,
            CancellationToken.None);

        var receipt = await Draft(cluster, "2.0.0");
        await Draft(cluster, "3.0.0");

        Assert.Null(receipt.Refusal);
        var facts = await _world.Log.ReadSubject(ModelFactTypes.Subject, 0, 10, CancellationToken.None);
        Assert.Equal(3, facts.Length);
    }

    [Fact]
    public async Task Puts_the_end_on_the_review_date_on_record()
    {
        await ToUse(_world);
        await using var cluster = await TestCluster.Start(_world, null);
        _world.Time.Advance(TimeSpan.FromDays(40));

        await Draft(cluster, "9.0.0");

        var facts = await _world.Log.ReadSubject(ModelFactTypes.Subject, 0, 20, CancellationToken.None);
        Assert.Contains(facts, fact => fact.Type == "supervision.model.review-date-passed.v1");
    }

    [Fact]
    public async Task Stops_what_is_in_use_when_a_gate_trips_and_leaves_it_otherwise()
    {
        await ToUse(_world);
        await using var cluster = await TestCluster.Start(_world, null);

        await cluster.Grains.Models().Examine(CancellationToken.None);
        var before = await ModelRegisterReading.Start.CatchUp(_world.Log, CancellationToken.None);
        _world.Reports.Trips = new TrippedGate("report-2", "roc-area", "Refuted.");
        await cluster.Grains.Models().Examine(CancellationToken.None);
        await cluster.Grains.Models().Examine(CancellationToken.None);

        var after = await ModelRegisterReading.Start.CatchUp(_world.Log, CancellationToken.None);
        Assert.NotNull(before.Register.InUse);
        Assert.Null(after.Register.InUse);
        Assert.Equal(ModelRegister.GateTripped, after.Register.LastEnd!.Code);
        Assert.Equal(before.Version + 1, after.Version);
    }

    private static async Task ToUse(World world)
    {
        var model = ForUse();
        var name = new ModelVersionName(model.Identity.Id, model.Identity.Version);
        var grounds = new ModelGrounds(
            "dpia", "iama", "law", DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(30));
        var (first, second) = (
            new ModelActor("user:1", ActorKind.Person, [Role.Approver]),
            new ModelActor("user:2", ActorKind.Person, [Role.Approver]));
        ImmutableArray<Func<ModelRegister, Decision<ModelFact>>> steps =
        [
            register => register.Draft(model, Owner, Why),
            register => register.MoveToShadow(name, Owner, Why, 8),
            register => register.Assure(name, "report", AssuranceVerdict.Passed, Owner, Why),
            register => register.Approve(name, grounds, AssuranceVerdict.Passed, first, Why, world.Now),
            register => register.Approve(name, grounds, AssuranceVerdict.Passed, second, Why, world.Now),
            register => register.TakeIntoUse(name, AssuranceVerdict.Passed, first, Why, world.Now),
        ];
        foreach (var step in steps)
            Assert.Null(await ModelEvents.Carry(world.Log, step, world.Now, CancellationToken.None));
    }

    private static RiskModel ForUse()
    {
        var json = JsonNode.Parse(TestModel.Make("1.0.0").Canonical.Span)!.AsObject();
        json["example"] = false;
        return RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Model!;
    }

    private static Task<ModelReceipt> Draft(TestCluster cluster, string version) => cluster.Grains.Models().Draft(
        new DraftModel([.. TestModel.Make(version).Canonical.ToArray()], Owner, Why), CancellationToken.None);
}
