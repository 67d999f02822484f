using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Sql.Accounts;
using Supervision.Sql.Tests.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Accounts;

/// <summary>Notes and keys, in the file and on a server as its own role.</summary>
public sealed class What_stands_beside_accounts : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = SampleEvents.Monday;

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private DeployedRoles? _roles;

    public void Dispose()
    {
        _roles?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Notes_are_given_oldest_first_until_they_are_on_the_log(bool isPostgres)
    {
        await using var services = Open(isPostgres);
        var notes = services.GetRequiredService<IAccessNotes>();
        var change = new AccessChanged(
            AccessChange.KeyMade, AccessChangers.CommandLine, Key: "k3v7q2m5x4ab", Roles: [Role.Integrator],
            Sources: ["urn:x"], Types: ["supervision.*"], Until: Now);
        foreach (var (id, after) in ((string, int)[])[("b", 2), ("a", 1), ("c", 3)])
            await notes.Add(new AccessNote(id, Now.AddSeconds(after), change), None);

        var oldest = await notes.Oldest(None);
        Assert.Equal(["a", "b", "c"], oldest.Select(note => note.Id));
        Assert.Equal(Now.AddSeconds(1), oldest[0].At);
        // To the byte what was noted: the record on the log is known by it.
        Assert.Equal(change.ToText(), oldest[0].Change.ToText());

        await notes.Remove(["a", "c"], None);
        Assert.Equal(["b"], (await notes.Oldest(None)).Select(note => note.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readings_are_given_oldest_first_until_they_are_on_the_log(bool isPostgres)
    {
        await using var services = Open(isPostgres);
        var notes = services.GetRequiredService<IReadNotes>();
        var read = new DossierRead(
            "exportDossier", "system:root", ActorKind.Person, [], ReadingPurpose.Audit, 200, "kvk:99000001");
        var ids = Enumerable.Range(1, 3).Select(number => new Guid(number, 0, 0, new byte[8])).ToArray();
        foreach (var (id, after) in ((Guid, int)[])[(ids[1], 2), (ids[0], 1), (ids[2], 3)])
            await notes.Add(new ReadNote(id, Now.AddSeconds(after), read), None);

        var oldest = await notes.Oldest(None);
        Assert.Equal(ids, oldest.Select(note => note.Id));
        Assert.Equal(Now.AddSeconds(1), oldest[0].At);
        // To the byte what was noted: the record on the log is known by it.
        Assert.Equal(read.ToText(), oldest[0].Read.ToText());
        // A server of before there were such notes looks at the others alone.
        Assert.Empty(await services.GetRequiredService<IAccessNotes>().Oldest(None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => notes.Add(new ReadNote(ids[0], Now, read), None));

        await notes.Remove([ids[0], ids[2]], None);
        Assert.Equal([ids[1]], (await notes.Oldest(None)).Select(note => note.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_are_found_as_they_are_now_one_or_several_at_once(bool isPostgres)
    {
        await using var services = Open(isPostgres);
        var store = services.GetRequiredService<IApiKeyStore>();
        var (first, _) = Terms.Make(Now, "user:a");
        var (second, _) = Terms.Make(Now, "user:a");
        await store.Add(first, Now, None);
        await store.Add(second, Now, None);

        var one = Assert.Single(await store.Find([first.Id], None));
        Assert.Equal((first.Id, first.Secret, first.Old, first.Revoked), (one.Id, one.Secret, one.Old, one.Revoked));
        Assert.Equal(first.Scope.Sources.AsEnumerable(), one.Scope.Sources);
        Assert.Equal(first.Roles.AsEnumerable(), one.Roles);

        var (rotated, _) = KeyTerms.Rotate(first, Now, 9, 1);
        Assert.True(await store.Rotate(first, rotated, None));
        await store.Revoke(second.Id, new KeyRevocation(Now, "user:b"), None);
        var both = (await store.Find([first.Id, second.Id, "no-such-key-"], None)).ToDictionary(key => key.Id);
        Assert.Equal(2, both.Count);
        Assert.Equal((rotated.Secret, rotated.Old), (both[first.Id].Secret, both[first.Id].Old));
        Assert.Equal(new KeyRevocation(Now, "user:b"), both[second.Id].Revoked);
        Assert.Empty(await store.Find(["no-such-key-"], None));
    }

    private static readonly KeyTerms Terms = new(
        "x", [Role.Integrator, Role.Auditor], new KeyScope(["urn:x", "urn:y*"], ["supervision.*"]), 9);

    private ServiceProvider Open(bool isPostgres)
    {
        var time = new SteppingTime(Now);
        if (isPostgres)
            _roles = new DeployedRoles(time);
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(time)
            .AddSupervisionSql(options =>
            {
                options.DataFolder = _folder;
                options.PartitionCount = 4;
                if (!isPostgres)
                    return;
                options.Database = SqlDatabase.Postgres;
                options.ConnectionString = _roles!.As("supervision_server");
                options.Encryption.KeyFile = TestKeys.Path;
                options.Postgres.MigrateAtStart = false;
            })
            .AddSupervisionAccounts()
            .BuildServiceProvider();
        services.OpenSupervisionAccounts();
        return services;
    }
}
