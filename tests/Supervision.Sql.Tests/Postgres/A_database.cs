using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Sql.Postgres;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_database : IDisposable
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Is_migrated_once_and_then_left_as_it_is()
    {
        var first = PostgresDatabase.Migrate(Options(), TestKeys.File, Time);
        var again = PostgresDatabase.Migrate(Options(), TestKeys.File, Time);

        Assert.Equal(MigrationScript.All.Select(script => script.Name), first);
        Assert.Empty(again);
        Assert.Equal(4L, _database.Ask<long>("SELECT count(*) FROM log_head"));
    }

    [Fact]
    public async Task Is_migrated_once_by_many_that_start_together()
    {
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(
                () => PostgresDatabase.Migrate(Options(), TestKeys.File, Time))));

        Assert.Equal(MigrationScript.All.Select(script => script.Name), applied.SelectMany(names => names));
    }

    [Fact]
    public void Is_refused_when_a_newer_program_migrated_it()
    {
        PostgresDatabase.Migrate(Options(), TestKeys.File, Time);
        _database.Execute("INSERT INTO schema_migration VALUES (9999, '9999-later.sql', '', 0)");

        Refused("The database has schema 9999 and this program knows");
    }

    [Fact]
    public void Is_refused_when_a_migration_was_another_one()
    {
        PostgresDatabase.Migrate(Options(), TestKeys.File, Time);
        _database.Execute("UPDATE schema_migration SET checksum = sha256(checksum) WHERE number = 1");

        Refused("The database has had another 0001-event-log.sql than this program has");
    }

    [Fact]
    public void Is_refused_when_a_table_of_a_migration_is_missing()
    {
        PostgresDatabase.Migrate(Options(), TestKeys.File, Time);
        _database.Execute("DROP TABLE event_source");

        Refused("The database is half migrated or half restored: the table event_source is not there.");
    }

    [Fact]
    public void Is_refused_when_a_table_is_there_before_its_migration()
    {
        _database.Execute("CREATE TABLE event_log (id integer)");

        Refused("The database is half migrated: the table event_log is there and no record of the migration");
    }

    [Fact]
    public void Is_refused_when_a_migration_was_left_out()
    {
        _database.Execute(
            """
            CREATE TABLE schema_migration (number integer, name text, checksum bytea, applied_at bigint);
            INSERT INTO schema_migration VALUES (2, '0002-read-model.sql', '', 0);
            """);
        var two = MigrationScript.All.Any(script => script.Number == 2);

        Refused(two ? "0001-event-log.sql was left out" : "The database has schema 2");
    }

    [Fact]
    public void Is_refused_when_it_may_forget_what_it_acknowledged()
    {
        var name = new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database;
        _database.Execute($"ALTER DATABASE {name} SET synchronous_commit = off");

        Refused("The database has synchronous_commit = off");
    }

    [Fact]
    public void Is_refused_with_another_number_of_partitions()
    {
        PostgresDatabase.Migrate(Options(), TestKeys.File, Time);

        Refused("The log in this database has 4 partitions and the configuration says 8.", partitions: 8);
        Refused("The log in this database has 4 partitions", partitions: 8, migratesAtStart: false);
    }

    [Fact]
    public void Is_refused_at_start_when_it_is_older_and_the_start_may_not_migrate()
    {
        Refused("Run the command 'migrate' first.", migratesAtStart: false);
        PostgresDatabase.Migrate(Options(migratesAtStart: false), TestKeys.File, Time);

        using var opened = PostgresDatabase.Open(Options(migratesAtStart: false), TestKeys.File, Time);
        Assert.Equal(4, opened.PartitionCount);
    }

    [Fact]
    public void Is_refused_with_a_reason_and_no_secret_when_it_cannot_be_reached()
    {
        var nobody = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Port = 1, Password = "hush" };
        var nowhere = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Database = "nowhere" };

        foreach (var wrong in new[] { nobody.ConnectionString, nowhere.ConnectionString, "Hist=here;Password=hush" })
        {
            var options = Options();
            options.ConnectionString = wrong;
            var refused = Assert.Throws<UnusableDataException>(
                () => PostgresDatabase.Open(options, TestKeys.File, Time));
            Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Is_chosen_by_configuration_alone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Supervision:Sql:Database"] = "postgres",
            ["Supervision:Sql:ConnectionString"] = _database.ConnectionString,
            ["Supervision:Sql:Postgres:ConnectionsMax"] = "7",
        }).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(Time)
            .AddSupervisionSql(_ => { })
            .BuildServiceProvider();

        var applied = services.MigrateSupervisionData();
        services.OpenSupervisionData();

        Assert.Equal(MigrationScript.All.Select(script => script.Name), applied);
        Assert.Equal(16, services.GetRequiredService<PostgresDatabase>().PartitionCount);
        Assert.Equal(7, services.GetRequiredService<PostgresDatabase>().Options.Postgres.ConnectionsMax);
    }

    [Fact]
    public void Has_the_documented_defaults_and_is_asked_for_by_name()
    {
        var options = new SqlOptions { Database = SqlDatabase.Postgres };

        Assert.Equal(20, options.Postgres.ConnectionsMax);
        Assert.Equal(1, options.Postgres.WriteLanes);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Postgres.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Postgres.CommandTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), options.Postgres.MigrationTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Postgres.PollInterval);
        Assert.True(options.Postgres.MigrateAtStart);
        Assert.Contains("ConnectionString", Failure(options), StringComparison.Ordinal);
        options.ConnectionString = "Host=here";
        options.Postgres.WriteLanes = 0;
        Assert.Contains("WriteLanes", Failure(options), StringComparison.Ordinal);
    }

    private static string? Failure(SqlOptions options) =>
        new SqlOptionsValidator().Validate(null, options).FailureMessage;

    private static TimeProvider Time { get; } = new SteppingTime(SampleEvents.Monday);

    private SqlOptions Options(int partitions = 4, bool migratesAtStart = true) => new()
    {
        Database = SqlDatabase.Postgres,
        ConnectionString = _database.ConnectionString,
        PartitionCount = partitions,
        Postgres = new PostgresOptions { MigrateAtStart = migratesAtStart },
    };

    private void Refused(string because, int partitions = 4, bool migratesAtStart = true)
    {
        var refused = Assert.Throws<UnusableDataException>(
            () => PostgresDatabase.Open(Options(partitions, migratesAtStart), TestKeys.File, Time));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}
