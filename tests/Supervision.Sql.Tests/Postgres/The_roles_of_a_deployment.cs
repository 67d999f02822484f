using Npgsql;

namespace Supervision.Sql.Tests.Postgres;

public sealed class The_roles_of_a_deployment : IDisposable
{
    private const string Server = "supervision_server";
    private const string Reader = "supervision_reader";

    private readonly DeployedRoles _roles = new(new SteppingTime(new DateTimeOffset(2026, 3, 2, 9, 0, 0, default)));

    public void Dispose() => _roles.Dispose();

    [Theory]
    [InlineData("DELETE FROM event_log")]
    [InlineData("UPDATE event_log SET data = NULL")]
    [InlineData("UPDATE event_log SET digest = ''")]
    [InlineData("TRUNCATE event_log")]
    [InlineData("DROP TABLE event_log")]
    [InlineData("ALTER TABLE event_log ADD COLUMN extra text")]
    [InlineData("DROP INDEX event_log_key")]
    [InlineData("UPDATE log_setting SET value = 8")]
    [InlineData("DELETE FROM log_head")]
    [InlineData("DELETE FROM quarantine")]
    [InlineData("DELETE FROM risk_change")]
    [InlineData("UPDATE schema_migration SET number = 9999")]
    [InlineData("UPDATE selection_member SET random_of = 0")]
    [InlineData("DELETE FROM selection_member")]
    [InlineData("UPDATE orleansquery SET querytext = ''")]
    [InlineData("CREATE TABLE mine (number integer)")]
    [InlineData("CREATE TEMPORARY TABLE mine (number integer)")]
    [InlineData("CREATE ROLE mine")]
    public void Keep_the_history_from_the_servers(string sql) => Refused(Server, sql);

    [Theory]
    [InlineData("SELECT data FROM event_log")]
    [InlineData("SELECT * FROM event_log")]
    [InlineData("SELECT * FROM referent_snapshot")]
    [InlineData("SELECT * FROM orleansstorage")]
    [InlineData("SELECT * FROM selection_member")]
    [InlineData("INSERT INTO checkpoint VALUES (0, 1)")]
    [InlineData("UPDATE referent_risk SET points = 0")]
    [InlineData("DELETE FROM escalation")]
    public void Keep_content_and_change_from_reports(string sql) => Refused(Reader, sql);

    [Theory]
    [InlineData("SELECT position, time, subject, id FROM event_log")]
    [InlineData("SELECT level, count(*) FROM referent_risk GROUP BY level")]
    [InlineData("SELECT * FROM risk_change")]
    [InlineData("SELECT * FROM escalation")]
    public void Let_reports_read_lists(string sql) => _roles.Execute(Reader, sql);

    [Fact]
    public void Can_be_granted_again() => _roles.Grant();

    [Fact]
    public void Say_so_when_a_table_is_not_named()
    {
        _roles.Execute("supervision_owner", "CREATE TABLE later (number integer)");

        var reason = Assert.Throws<PostgresException>(_roles.Grant);

        Assert.Contains("not named in grants.sql: later", reason.MessageText, StringComparison.Ordinal);
    }

    private void Refused(string role, string sql)
    {
        var reason = Assert.Throws<PostgresException>(() => _roles.Execute(role, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, reason.SqlState);
    }
}
