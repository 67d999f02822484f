using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Models;

public sealed class Holding_a_lease
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly FakeTimeProvider _time = new(A_model.Monday);
    private readonly MemoryEventLog _log;

    public Holding_a_lease() => _log = new MemoryEventLog(4, _time);

    [Fact]
    public async Task Says_that_none_was_ever_in_use()
    {
        var used = await Now(Lease());

        Assert.Null(used.Model);
        Assert.Equal(Scoring.NoModelInUse, used.Reason);
    }

    [Fact]
    public async Task Gives_the_model_that_the_register_has_in_use()
    {
        await Append(A_model.UpToInUse);

        var used = await Now(Lease());

        Assert.Equal((A_model.Document.Identity, false), (used.Model!.Identity, used.IsTrial));
        Assert.Null(used.Reason);
    }

    [Fact]
    public async Task Lets_go_of_a_stopped_model_within_its_term()
    {
        await Append(A_model.UpToInUse);
        var lease = Lease();
        Assert.NotNull((await Now(lease)).Model);
        await Append([A_model.Stopped], A_model.UpToInUse.Length);

        _time.Advance(Leases.Term);
        var used = await Now(lease);

        Assert.Null(used.Model);
        Assert.Equal((ModelRegister.Stopped, "user:lead"), (used.Reason, used.Because!.By));
    }

    [Fact]
    public async Task Asks_the_log_once_in_a_term_and_not_at_each_score()
    {
        var asked = new AskedLog(_log);
        var lease = new ModelLease(asked, _time, null);
        for (var scores = 0; scores < 1_000; scores++)
            await Now(lease);

        Assert.Equal(1, asked.Reads);
        Assert.Equal(TimeSpan.FromMilliseconds(500), Leases.Term);
        Assert.True(Leases.OutlastsEvery > Leases.Term);
    }

    [Fact]
    public async Task Gives_no_answer_while_the_log_gives_none()
    {
        await Append(A_model.UpToInUse);
        var asked = new AskedLog(_log);
        var lease = new ModelLease(asked, _time, null);
        await Now(lease);
        _time.Advance(Leases.Term);
        asked.Hangs = new TaskCompletionSource();

        var answer = lease.Now(CancellationToken.None).AsTask();
        await asked.IsAsked.Task;
        Assert.False(answer.IsCompleted);

        asked.Hangs.SetResult();
        Assert.NotNull((await answer).Model);
    }

    [Fact]
    public async Task Fails_rather_than_trust_an_answer_that_took_longer_than_its_term()
    {
        await Append(A_model.UpToInUse);
        var asked = new AskedLog(_log) { Before = () => _time.Advance(Leases.Term) };

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => new ModelLease(asked, _time, null).Now(CancellationToken.None).AsTask());
        Assert.Equal(8, asked.Reads);
    }

    [Fact]
    public async Task Ends_to_the_tick_on_the_review_date_with_nobody_doing_anything()
    {
        await Append(A_model.UpToInUse);
        var lease = Lease();
        _time.SetUtcNow(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero) - Moment);
        Assert.NotNull((await Now(lease)).Model);

        _time.Advance(Moment);

        var used = await Now(lease);
        Assert.Null(used.Model);
        Assert.Equal(ModelRegister.ReviewDatePassed, used.Reason);
    }

    [Fact]
    public async Task Holds_a_trial_until_it_is_stopped_and_only_while_the_register_has_no_model_in_use()
    {
        var trial = new ModelLease(_log, _time, RiskModels.Example);
        Assert.True(await Now(trial) is { IsTrial: true, Model: not null });

        var identity = RiskModels.Example.Identity;
        await Append([new ModelTrialStopped(identity.Id, identity.Version, identity.Hash, A_model.By(A_model.Lead))]);
        _time.Advance(Leases.Term);
        Assert.Equal(ModelRegister.Stopped, (await Now(trial)).Reason);

        await Append(A_model.UpToInUse, 1);
        _time.Advance(Leases.Term);
        Assert.Equal(A_model.Document.Identity, (await Now(trial)).Model!.Identity);
    }

    [Fact]
    public async Task Keeps_a_trial_out_of_the_place_of_a_version_that_was_stopped()
    {
        await Append(A_model.UpToInUse);
        var trial = new ModelLease(_log, _time, RiskModels.Example);
        Assert.True(await trial.SetsTrialAside(CancellationToken.None));
        await Append([A_model.Stopped], A_model.UpToInUse.Length);
        _time.Advance(Leases.Term);

        var used = await Now(trial);

        Assert.True(used is { Model: null, IsTrial: false, Reason: ModelRegister.Stopped });
        Assert.True(await trial.SetsTrialAside(CancellationToken.None));
        Assert.Null((await Now(new ModelLease(_log, _time, RiskModels.Example))).Model);
    }

    private ModelLease Lease() => new(_log, _time, null);

    private static async Task<RiskModelInUse> Now(ModelLease lease) => await lease.Now(CancellationToken.None);

    private async Task Append(ImmutableArray<ModelFact> facts, long version = 0) => await _log.AppendFacts(
        ModelFactTypes.Subject, version,
        ModelEvents.Of(
            facts, version, _time.GetUtcNow(), Partitions.Of(ModelFactTypes.Subject, _log.PartitionCount)),
        CancellationToken.None);
}
