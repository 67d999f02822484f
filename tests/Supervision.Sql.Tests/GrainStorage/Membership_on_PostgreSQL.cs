using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Messaging;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.GrainStorage;

/// <summary>What Orleans asks of a membership table: a member and the version of the table change together.</summary>
public sealed class Membership_on_PostgreSQL : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();
    private IHost _silo = null!;
    private IMembershipTable _table = null!;

    public async Task InitializeAsync()
    {
        _silo = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services.AddSingleton(TimeProvider.System).AddSupervisionSql(OnDatabase))
            .UseOrleans(silo => silo.Configure<ClusterOptions>(Name).AddSupervisionClustering())
            .Build();
        _table = _silo.Services.GetRequiredService<IMembershipTable>();
        await _table.InitializeMembershipTableAsync(true, default);
    }

    public Task DisposeAsync()
    {
        _silo.Dispose();
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Starts_empty_and_is_begun_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _table.InitializeMembershipTableAsync(true, default)));

        var all = await _table.ReadAllAsync(default);
        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
        var none = await _table.ReadRowAsync(Silo(1).SiloAddress, default);
        Assert.Empty(none.Members);
        Assert.Equal(0, none.Version.Version);
    }

    [Fact]
    public async Task Gives_back_what_was_written()
    {
        var silo = Silo(1);
        Assert.True(await _table.InsertRowAsync(silo, await Next(), default));
        silo.Status = SiloStatus.Dead;
        silo.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, Now), Tuple.Create(Silo(3).SiloAddress, Now)];
        Assert.True(await _table.UpdateRowAsync(silo, await Etag(silo), await Next(), default));

        MembershipTableData[] reads =
            [await _table.ReadAllAsync(default), await _table.ReadRowAsync(silo.SiloAddress, default)];
        foreach (var read in reads)
        {
            Assert.Equal(2, read.Version.Version);
            var (row, _) = Assert.Single(read.Members);
            Assert.Equal(
                (silo.SiloAddress, SiloStatus.Dead, 30_001, "silo-1", "host", Now, Now),
                (row.SiloAddress, row.Status, row.ProxyPort, row.SiloName, row.HostName, row.StartTime,
                    row.IAmAliveTime));
            Assert.Equal(silo.SuspectTimes, row.SuspectTimes);
        }
    }

    [Fact]
    public async Task Refuses_an_insert_at_another_version_and_changes_nothing()
    {
        var stale = await Next();
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));

        Assert.False(await _table.InsertRowAsync(Silo(2), stale, default));

        var all = await _table.ReadAllAsync(default);
        Assert.Single(all.Members);
        Assert.Equal(1, all.Version.Version);
    }

    [Fact]
    public async Task Refuses_a_member_that_is_there_and_keeps_the_version()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));

        Assert.False(await _table.InsertRowAsync(Silo(1), await Next(), default));

        Assert.Equal(1, (await _table.ReadAllAsync(default)).Version.Version);
    }

    [Fact]
    public async Task Refuses_an_update_at_another_version_and_changes_nothing()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));
        var stale = await Next();
        Assert.True(await _table.InsertRowAsync(Silo(2), await Next(), default));

        Assert.False(await _table.UpdateRowAsync(Silo(1, SiloStatus.Dead), await Etag(Silo(1)), stale, default));

        var all = await _table.ReadAllAsync(default);
        Assert.Equal(2, all.Version.Version);
        Assert.All(all.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));
    }

    [Fact]
    public async Task Refuses_an_update_of_a_member_that_is_not_there_and_keeps_the_version()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));
        var etag = await Etag(Silo(1));
        _database.Execute("DELETE FROM OrleansMembership");

        Assert.False(await _table.UpdateRowAsync(Silo(1, SiloStatus.Dead), etag, await Next(), default));

        Assert.Equal(1, (await _table.ReadAllAsync(default)).Version.Version);
    }

    [Fact]
    public async Task Lets_one_of_many_that_change_it_at_once_win()
    {
        Assert.True(await _table.InsertRowAsync(Silo(0), await Next(), default));
        for (var round = 1; round <= 10; round++)
        {
            var (seen, etag) = (await Next(), await Etag(Silo(0)));
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => number % 2 == 0
                ? _table.InsertRowAsync(Silo((round * 10) + number), seen, default)
                : _table.UpdateRowAsync(Silo(0, (SiloStatus)(number % 3) + 1), etag, seen, default))));

            Assert.Single(outcomes, won => won);
            Assert.Equal(round + 1, (await _table.ReadAllAsync(default)).Version.Version);
        }
    }

    [Fact]
    public async Task Keeps_the_version_when_a_member_tells_that_it_is_alive()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));
        var silo = Silo(1);
        silo.IAmAliveTime = Now.AddMinutes(5);

        await _table.UpdateIAmAliveAsync(silo, default);

        var all = await _table.ReadAllAsync(default);
        Assert.Equal(1, all.Version.Version);
        Assert.Equal(Now.AddMinutes(5), Assert.Single(all.Members).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Forgets_members_long_gone_and_no_others()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1, SiloStatus.Dead), await Next(), default));
        Assert.True(await _table.InsertRowAsync(Silo(2), await Next(), default));
        var late = Silo(3, SiloStatus.Dead);
        late.IAmAliveTime = Now.AddDays(1);
        Assert.True(await _table.InsertRowAsync(late, await Next(), default));

        await _table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Now.AddHours(1)), default);

        var kept = (await _table.ReadAllAsync(default)).Members.Select(member => member.Item1.SiloName);
        Assert.Equal(["silo-2", "silo-3"], kept.Order());
    }

    [Fact]
    public async Task Names_the_gateways_that_are_active()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));
        Assert.True(await _table.InsertRowAsync(Silo(2, SiloStatus.Dead), await Next(), default));
        var closed = Silo(3);
        closed.ProxyPort = 0;
        Assert.True(await _table.InsertRowAsync(closed, await Next(), default));
        using var gateway = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services.AddSingleton(TimeProvider.System).AddSupervisionSql(OnDatabase))
            .UseOrleansClient(client => client.Configure<ClusterOptions>(Name).AddSupervisionClustering())
            .Build();
        var list = gateway.Services.GetRequiredService<IGatewayListProvider>();
        await list.InitializeGatewayListProviderAsync(default);

        var found = Assert.Single(await list.GetGatewaysAsync(default));

        Assert.Equal(("127.0.0.1", 30_001), (found.Host, found.Port));
    }

    [Fact]
    public async Task Is_gone_when_it_is_deleted()
    {
        Assert.True(await _table.InsertRowAsync(Silo(1), await Next(), default));

        await _table.DeleteMembershipTableEntriesAsync("test", default);

        await _table.InitializeMembershipTableAsync(true, default);
        var all = await _table.ReadAllAsync(default);
        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("test", "test");

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_000 + number, 1),
        SiloName = $"silo-{number}",
        HostName = "host",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = Now,
        IAmAliveTime = Now,
    };

    private void OnDatabase(SqlOptions options)
    {
        options.Database = SqlDatabase.Postgres;
        options.ConnectionString = _database.ConnectionString;
    }

    private async Task<string> Etag(MembershipEntry silo) =>
        (await _table.ReadRowAsync(silo.SiloAddress, default)).Members.Single().Item2;

    private async Task<TableVersion> Next() => (await _table.ReadAllAsync(default)).Version.Next();
}
