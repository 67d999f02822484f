using System.Collections.Concurrent;
using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Gateway.Access.Keys;

namespace Supervision.Gateway.Tests.Access;

public sealed class Looking_keys_up
{
    private readonly StoreThatWaits _store = new();

    [Fact]
    public async Task Asks_the_store_once_for_all_who_asked_while_it_was_busy()
    {
        var looks = new KeyLooks(_store);
        var first = looks.Find("a");
        var under = await _store.Begun();
        var later = Enumerable.Range(0, 100).Select(i => looks.Find(i % 2 == 0 ? "a" : "b")).ToArray();
        under.SetResult();
        Assert.NotNull(await first);
        var shared = await _store.Begun();
        shared.SetResult();

        Assert.Equal(50, (await Task.WhenAll(later)).Count(key => key is not null));
        Assert.Equal(2, _store.Asked);
    }

    [Fact]
    public async Task Answers_nobody_by_a_look_that_began_before_they_asked()
    {
        var looks = new KeyLooks(_store);
        var before = looks.Find("a");
        var under = await _store.Begun();
        _store.Revoke();
        var after = looks.Find("a");
        under.SetResult();
        var found = await before;
        Assert.NotNull(found);
        Assert.Null(found.Revoked);
        (await _store.Begun()).SetResult();

        Assert.NotNull((await after)!.Revoked);
    }

    [Fact]
    public async Task Goes_on_after_the_store_was_away()
    {
        var looks = new KeyLooks(_store);
        var lost = looks.Find("a");
        (await _store.Begun()).SetException(new StoreUnavailableException("away"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        var found = looks.Find("a");
        (await _store.Begun()).SetResult();

        Assert.NotNull(await found);
    }

    /// <summary>Keeps one key, sees it when a look begins, and answers when it is told to.</summary>
    private sealed class StoreThatWaits : IApiKeyStore
    {
        private readonly BlockingCollection<TaskCompletionSource> _begun = [];

        private ApiKey _key = new KeyTerms("x", [Role.Integrator], new KeyScope([], []), 1)
            .Make(DateTimeOffset.UnixEpoch, "test").Key with
        {
            Id = "a",
        };

        public int Asked { get; private set; }

        public Task<TaskCompletionSource> Begun() => Task.Run(() =>
            _begun.TryTake(out var look, TimeSpan.FromMinutes(1)) ? look : throw new TimeoutException());

        public void Revoke() => _key = _key with { Revoked = new KeyRevocation(DateTimeOffset.UnixEpoch, "test") };

        public async Task<ImmutableArray<ApiKey>> Find(
            IReadOnlyCollection<string> ids, CancellationToken cancellation)
        {
            Asked++;
            var seen = _key;
            var look = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _begun.Add(look, cancellation);
            await look.Task;
            return ids.Contains(seen.Id) ? [seen] : [];
        }

        public Task<bool> Add(ApiKey key, DateTimeOffset now, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<ImmutableArray<ApiKey>> List(string? after, int count, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<bool> Rotate(ApiKey before, ApiKey after, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task Revoke(string id, KeyRevocation revocation, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
