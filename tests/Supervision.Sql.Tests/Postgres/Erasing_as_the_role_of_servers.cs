using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Tests.Retention;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>A server may not change the log, and carries out what an order on it says.</summary>
public sealed class Erasing_as_the_role_of_servers : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SteppingTime _time = new(OldDossiers.Now);
    private readonly DeployedRoles _roles;
    private readonly OpenedPostgres _server;

    public Erasing_as_the_role_of_servers()
    {
        _roles = new DeployedRoles(_time);
        _server = _roles.Open(_time);
    }

    public void Dispose()
    {
        _server.Dispose();
        _roles.Dispose();
    }

    [Fact]
    public async Task Erases_on_request_what_the_order_names_with_payloads_encrypted()
    {
        await Fill(1, 2);
        var referent = OldDossiers.Id(1);

        var (erased, refusal) = await Keeping().EraseOnRequest(
            referent, null, ErasureGround.OnRequest, Erasure.ForgetListed, None);

        Assert.Null(refusal);
        Assert.Equal(OldDossiers.DueEach + OldDossiers.KeptEach, erased.Length);
        Assert.All(await Payloads(referent), logged => Assert.True(logged.Data.IsEmpty));
        Assert.All(await Payloads(OldDossiers.Id(2)), logged => Assert.False(logged.Data.IsEmpty));
        Assert.Empty(await _server.Broken());
    }

    [Fact]
    public async Task Carries_out_retention_to_its_end()
    {
        await Fill(1, 2, 3);

        var report = await new RetentionRun(
            Keeping(), Erasure, _time, refresh: null, Erasure.ForgetListed, preview: false).ToEnd(_ => { }, None);

        Assert.Equal(3 * OldDossiers.DueEach, report.Erased);
        Assert.Empty(await _server.Broken());
    }

    [Fact]
    public async Task Finishes_an_order_that_was_broken_off()
    {
        await Fill(1);
        var referent = OldDossiers.Id(1);
        await _server.Log.Append([Order(referent, [.. (await Payloads(referent)).Select(one => one.Position)])], None);
        Assert.All(await Payloads(referent), logged => Assert.False(logged.Data.IsEmpty));

        var finished = await Keeping().Finish(referent, None);

        Assert.Equal(OldDossiers.DueEach + OldDossiers.KeptEach, finished);
        Assert.Equal(0, await Keeping().Finish(referent, None));
    }

    [Fact]
    public async Task Erases_nothing_by_an_order_that_is_not_on_the_log()
    {
        await Fill(1);
        var referent = OldDossiers.Id(1);
        var positions = (await Payloads(referent)).Select(one => one.Position).ToArray();
        var order = Order(referent, positions[..1]);
        var at = (await _server.Log.Append([order], None))[0].Position;
        var more = Order(referent, positions);

        // The order as it is, at another position; another order at its position; an event that is no order.
        await Refused(positions[0], order);
        await Refused(at, more);
        await Refused(positions[0], null);
        Assert.All(await Payloads(referent), logged => Assert.False(logged.Data.IsEmpty));
    }

    [Fact]
    public async Task Erases_nothing_of_another_subject_and_nothing_of_after_the_order()
    {
        await Fill(1, 2);
        var (mine, other) = (await Payloads(OldDossiers.Id(1)), await Payloads(OldDossiers.Id(2)));
        var order = Order(
            OldDossiers.Id(1),
            [.. mine.Concat(other).Select(one => one.Position), mine[^1].Position with { Offset = 90_000 }]);
        var at = (await _server.Log.Append([order], None))[0].Position;

        var erased = await Erasure.Erase([new ErasureOrder(at, Canonical(order), [])], None);

        Assert.Equal(mine.Length, erased);
        Assert.All(await Payloads(OldDossiers.Id(2)), logged => Assert.False(logged.Data.IsEmpty));
        // The order itself stays.
        var left = await _server.Log.ReadSubject(OldDossiers.Id(1).ToString(), at.Offset - 1, 1, None);
        Assert.False(left[0].Data.IsEmpty);
    }

    [Theory]
    [InlineData("supervision_server", "UPDATE event_log SET data = NULL")]
    [InlineData("supervision_server", "DELETE FROM risk_change")]
    [InlineData("supervision_server", "DELETE FROM escalation")]
    [InlineData("supervision_reader", "SELECT erase_ordered(1, '')")]
    [InlineData("supervision_reader", "SELECT forget_told('{}', 0)")]
    [InlineData("supervision_reader", "SELECT forget_follow_up('', 0)")]
    public void Gives_no_other_way(string role, string sql) => Assert.Equal(
        PostgresErrorCodes.InsufficientPrivilege,
        Assert.Throws<PostgresException>(() => _roles.Execute(role, sql)).SqlState);

    [Fact]
    public void Forgets_no_level_of_lately_without_an_order()
    {
        _roles.Execute("supervision_owner", $"""
            INSERT INTO risk_change (sequence, position, at, points, model, from_level, to_level, referent)
            VALUES (1, 1, {DateTime.UtcNow.Ticks}, 1, NULL, 0, 1, 'kvk:1'),
                   (2, 2, {DateTime.UtcNow.AddYears(-2).Ticks}, 1, NULL, 0, 1, 'kvk:1')
            """);

        _roles.Execute("supervision_server", $"SELECT forget_told(ARRAY['kvk:1'], {long.MaxValue})");

        Assert.Equal(1, _roles.Execute("supervision_owner", "DELETE FROM risk_change"));
    }

    private IPayloadErasure Erasure => _server.Services.GetRequiredService<IPayloadErasure>();

    private DossierKeeping Keeping() => new(_server.Log, Erasure, _time);

    private async Task Refused(LogPosition position, NewEvent? order)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Erasure.Erase(
            [new ErasureOrder(position, order is null ? Encoding.UTF8.GetBytes("{}") : Canonical(order), [])], None));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static byte[] Canonical(NewEvent order) =>
        CanonicalEvent.Write(order.Type, order.Key, order.Subject, order.Time, order.Data.Span);

    private NewEvent Order(ReferentId referent, LogPosition[] positions) => CanonicalEvent.Of(
        new PayloadsErased(
            ErasureGround.OnRequest,
            Supervision.Retention.OffsetRanges.Write(positions.Select(position => position.Offset))),
        new EventKey("urn:supervision:retention", $"{referent} {positions.Length}"), referent.ToString(),
        Partitions.Of(referent.ToString(), 4), _time.GetUtcNow());

    private async Task<LoggedEvent[]> Payloads(ReferentId referent) =>
    [
        .. (await _server.Log.ReadSubject(referent.ToString(), 0, 100, None))
            .Where(logged => logged.Type != FactTypes.NameOf<PayloadsErased>()),
    ];

    private async Task Fill(params int[] numbers)
    {
        foreach (var number in numbers)
            await _server.Log.Append([.. OldDossiers.Of(number, 4)], None);
    }
}
