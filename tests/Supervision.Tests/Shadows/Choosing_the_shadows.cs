using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Tests.Models;

namespace Supervision.Tests.Shadows;

public sealed class Choosing_the_shadows
{
    private const string Why = "a reason";

    [Fact]
    public void Takes_a_version_from_shadow_until_it_goes_into_use_or_away()
    {
        Assert.Empty(Of(A_model.Drafted));
        Assert.Equal([A_model.Name], Of(A_model.Drafted, A_model.Shadowed));
        Assert.Equal([A_model.Name], Of([.. A_model.UpToAssured]));
        Assert.Equal([A_model.Name], Of([.. A_model.UpToApproved]));
        Assert.Empty(Of([.. A_model.UpToInUse]));
        Assert.Empty(Of([.. A_model.UpToInUse, A_model.Stopped]));
        Assert.Empty(Of([
            .. A_model.UpToAssured,
            new ModelRetired(A_model.Name.Id, A_model.Name.Version, A_model.By(A_model.Author))]));
    }

    [Fact]
    public void Refuses_more_than_are_allowed_and_has_room_again_when_one_goes_away()
    {
        var full = A_model.Folded([.. Versions(3).SelectMany(model => Shadow(model))]);
        var another = full.Evolve(Draft(A_model.Make("9")), A_model.Monday);
        var name = new ModelVersionName("duties", "9");

        Assert.Equal("shadows-full", another.MoveToShadow(name, A_model.Author, Why, 3).Refusal?.Code);
        Assert.Null(another.MoveToShadow(name, A_model.Author, Why, 4).Refusal);
        var room = another.Evolve(
            new ModelRetired("duties", "1", A_model.By(A_model.Author)), A_model.Monday);
        Assert.Null(room.MoveToShadow(name, A_model.Author, Why, 3).Refusal);
    }

    [Fact]
    public void Never_takes_more_than_there_is_room_for_whatever_the_log_says()
    {
        var register = A_model.Folded([.. Versions(ModelRegister.ShadowsMax + 4).SelectMany(model => Shadow(model))]);

        Assert.Equal(ModelRegister.ShadowsMax, register.Shadows.Count());
    }

    [Fact]
    public async Task Ends_by_the_same_lease_as_a_model_in_use_and_keeps_what_was_read()
    {
        var time = new FakeTimeProvider(A_model.Monday);
        var log = new MemoryEventLog(4, time);
        var lease = new ModelLease(log, time, RiskModels.Example);
        await Append(log, [.. Shadow(A_model.Make("1")), .. Shadow(A_model.Make("2"))], 0);

        var both = await lease.Now(CancellationToken.None);
        await Append(log, [new ModelRetired("duties", "1", A_model.By(A_model.Author))], 4);
        time.Advance(Leases.Term);
        var one = await lease.Now(CancellationToken.None);

        Assert.Equal(["1", "2"], both.Shadows.Select(model => model.Identity.Version));
        Assert.Same(both.Shadows[1], Assert.Single(one.Shadows));
        Assert.Equal(RiskModels.Example, one.Model);
    }

    [Fact]
    public async Task Goes_on_when_the_use_of_the_other_ends_on_its_review_date()
    {
        var time = new FakeTimeProvider(A_model.Monday);
        var log = new MemoryEventLog(4, time);
        var lease = new ModelLease(log, time, null);
        await Append(log, [.. A_model.UpToInUse, .. Shadow(A_model.Make("2"))], 0);
        Assert.Single((await lease.Now(CancellationToken.None)).Shadows);

        time.SetUtcNow(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));

        var after = await lease.Now(CancellationToken.None);
        Assert.Null(after.Model);
        Assert.Single(after.Shadows);
    }

    private static IEnumerable<ModelVersionName> Of(params ImmutableArray<ModelFact> facts) =>
        A_model.Folded(facts).Shadows.Select(version => version.Name);

    private static IEnumerable<RiskModel> Versions(int count) =>
        Enumerable.Range(1, count).Select(number => A_model.Make($"{number}"));

    private static ImmutableArray<ModelFact> Shadow(RiskModel model) =>
    [
        Draft(model),
        new ModelShadowed(model.Identity.Id, model.Identity.Version, A_model.By(A_model.Author)),
    ];

    private static ModelDrafted Draft(RiskModel model) => new(
        model.Identity.Id, model.Identity.Version, model.Identity.Hash,
        Encoding.UTF8.GetString(model.Canonical.Span), A_model.By(A_model.Author));

    private static async Task Append(MemoryEventLog log, ImmutableArray<ModelFact> facts, long version) =>
        await log.AppendFacts(
            ModelFactTypes.Subject, version,
            ModelEvents.Of(
                facts, version, A_model.Monday, Partitions.Of(ModelFactTypes.Subject, log.PartitionCount)),
            CancellationToken.None);
}
