using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Webhooks;

namespace Supervision.Tests.Webhooks;

/// <summary>What one subscriber is still to be told.</summary>
public sealed class Waiting_to_be_told
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly WebhookRetry Retry = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40), 3);

    private static readonly WebhookAnswer Failure = WebhookAnswer.OfStatus(500, null);

    private static readonly DeliveryQueue Queue = DeliveryQueue.Empty.Add(
        [Of("a1", "kvk:1"), Of("a2", "kvk:1"), Of("b1", "kvk:2"), Of("c1", "kvk:3"), Of("b2", "kvk:2")]);

    [Fact]
    public void Goes_out_by_referent_the_first_of_each() => Assert.Equal(["a1", "b1", "c1"], Due(Queue));

    [Fact]
    public void Goes_out_while_there_is_room() => Assert.Equal(["a1", "b1"], Due(Queue, room: 2));

    [Fact]
    public void Does_not_go_out_twice_and_holds_up_its_own_referent_alone() =>
        Assert.Equal(["b1", "c1"], Due(Queue, busy: "a1"));

    [Fact]
    public void Lets_the_next_of_its_referent_go_when_it_arrived() =>
        Assert.Equal(["a2", "b1", "c1"], Due(Queue.Done("a1")));

    [Fact]
    public void Holds_up_its_referent_until_it_is_tried_again()
    {
        var failed = Queue.Failed("a1", Failure, Now, Retry, 10);

        Assert.Equal(["b1", "c1"], Due(failed));
        Assert.Equal(["a1", "b1", "c1"], Due(failed, at: Now + TimeSpan.FromSeconds(10)));
        Assert.Equal((1, "http-500"), (failed.Waiting[0].Tries, failed.Waiting[0].Answer));
    }

    [Fact]
    public void Is_given_up_after_its_last_try_and_lets_the_next_go()
    {
        var given = Fail(Queue, "a1", times: 3);

        Assert.Equal(["a2", "b1", "c1"], Due(given));
        Assert.Equal("a1", Assert.Single(given.Dead).Delivery.EventId);
        Assert.Equal(3, given.Dead[0].Delivery.Tries);
    }

    [Fact]
    public void Is_not_given_up_while_there_is_no_room_for_it()
    {
        var full = Fail(Fail(Queue, "a1", times: 3, deadMax: 1), "b1", times: 7, deadMax: 1);

        Assert.Single(full.Dead);
        Assert.Equal(["a2", "c1"], Due(full));
        Assert.Equal(["a2", "b1", "c1"], Due(full, at: Now + Retry.DelayMax).Order());
    }

    [Fact]
    public void Comes_back_after_all_that_waits_with_its_tries_anew()
    {
        var given = Fail(Fail(Queue, "a1", times: 3), "c1", times: 3);
        var one = given.Resend(["c1", "unknown"], waitingMax: 100);
        var all = given.Resend([], waitingMax: 100);

        Assert.Equal((1, "c1", 0), (one.Dead.Length, one.Waiting[^1].EventId, one.Waiting[^1].Tries));
        Assert.Empty(all.Dead);
        Assert.Equal(["a2", "b1", "b2", "a1", "c1"], all.Waiting.Select(delivery => delivery.EventId));
        Assert.Equal(["a2", "b1", "c1"], Due(all));
    }

    [Fact]
    public void Comes_back_as_far_as_there_is_room()
    {
        var given = Fail(Fail(Queue, "a1", times: 3), "c1", times: 3);

        Assert.Equal("c1", Assert.Single(given.Resend([], waitingMax: 4).Dead).Delivery.EventId);
        Assert.Equal(2, given.Resend([], waitingMax: 2).Dead.Length);
    }

    [Fact]
    public void Is_forgotten_when_it_was_given_up_long_ago()
    {
        var given = Fail(Queue, "a1", times: 3);

        Assert.Single(given.Forget(Now).Dead);
        Assert.Empty(given.Forget(Now.AddTicks(1)).Dead);
    }

    [Fact]
    public void Is_a_trial_that_is_tried_once()
    {
        var pinged = DeliveryQueue.Empty.Add([PendingDelivery.Ping("ping-1", Now)]);

        Assert.True(pinged.HasPing);
        var failed = pinged.Failed("ping-1", Failure, Now, Retry, 10);
        Assert.Empty(failed.Waiting);
        Assert.Empty(failed.Dead);
    }

    [Fact]
    public void Leaves_a_receiver_alone_that_asks_for_it_but_for_a_trial()
    {
        var pinged = Queue.Add([PendingDelivery.Ping("ping-1", Now)]);

        Assert.Equal(["ping-1"], Due(pinged, quiet: Now.AddSeconds(1)));
        Assert.Equal(["a1", "b1", "c1", "ping-1"], Due(pinged, quiet: Now));
        var asked = Queue.Failed("a1", WebhookAnswer.OfStatus(503, TimeSpan.FromSeconds(30)), Now, Retry, 10);
        Assert.Equal(Now.AddSeconds(30), asked.Waiting[0].NextAt);
    }

    [Theory]
    [InlineData(503, 30, 30)]
    [InlineData(429, 30, 30)]
    [InlineData(500, -1, 0)]
    [InlineData(204, 30, 0)]
    public void Is_asked_to_wait_by_an_answer_that_is_none(int status, int seconds, int asked) => Assert.Equal(
        TimeSpan.FromSeconds(asked), WebhookAnswer.OfStatus(status, TimeSpan.FromSeconds(seconds)).Quiet);

    [Fact]
    public void Is_postponed_without_a_try_when_it_cannot_be_read()
    {
        var postponed = Queue.Postpone("a1", Now.AddSeconds(1));

        Assert.Equal(["b1", "c1"], Due(postponed));
        Assert.Equal(0, postponed.Waiting[0].Tries);
    }

    [Fact]
    public void Starts_no_further_than_where_everything_ends()
    {
        var cursor = new WebhookCursor(10, [5, 7]);

        Assert.Same(cursor, cursor.NotBeyond(new WebhookCursor(10, [5, 9])));
        var back = cursor.NotBeyond(new WebhookCursor(4, [6, 6]));
        Assert.Equal((4, "5,6"), (back.Change, string.Join(',', back.Offsets)));
    }

    private static DeliveryQueue Fail(DeliveryQueue queue, string eventId, int times, int deadMax = 10) =>
        Enumerable.Range(0, times).Aggregate(
            queue, (before, _) => before.Failed(eventId, Failure, Now, Retry, deadMax));

    private static IEnumerable<string> Due(
        DeliveryQueue queue, int room = 10, string? busy = null, DateTimeOffset? at = null,
        DateTimeOffset quiet = default) => queue
        .Due(at ?? Now, busy is null ? ImmutableHashSet<string>.Empty : [busy], room, quiet)
        .Select(delivery => delivery.EventId);

    private static PendingDelivery Of(string eventId, string lane) =>
        PendingDelivery.Of(eventId, WebhookMatter.LevelChanged, lane, new LogPosition(1, 2), 3, Now);
}
