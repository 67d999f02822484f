using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Selections;
using Supervision.Sql.Encryption;
using Supervision.Sql.Evidence;
using Supervision.Sql.GrainStorage;
using Supervision.Sql.Log;
using Supervision.Sql.Postgres;
using Supervision.Sql.Postgres.Clustering;
using Supervision.Sql.Postgres.Encryption;
using Supervision.Sql.Postgres.Log;
using Supervision.Sql.Postgres.ReadModel;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql;

/// <summary>Registers the log and the stores on SQLite or PostgreSQL, and what a silo keeps beside them.</summary>
public static class Hosting
{
    // The only name under which the Orleans providers know SQLite; it loads Microsoft.Data.Sqlite.
    private const string OrleansInvariant = "System.Data.SQLite";

    /// <summary>
    /// Adds the log, the stores and the lists on the data folder or the server that the options name. A
    /// <see cref="TimeProvider"/> must be registered. A folder is locked, and the data brought to the schema of this
    /// program, the first time that one of these is resolved; <see cref="OpenSupervisionData"/> does so at a chosen
    /// moment.
    /// </summary>
    public static IServiceCollection AddSupervisionSql(
        this IServiceCollection services, Action<SqlOptions> configure)
    {
        services.AddLogging();
        // What a store says goes from the silo that met it to the gateway that answers, as what it is.
        services.Configure<ExceptionSerializationOptions>(exceptions =>
            exceptions.SupportedNamespacePrefixes.UnionWith([nameof(Supervision), nameof(Npgsql)]));
        services.AddOptions<SqlOptions>().BindConfiguration(SqlOptions.Section).Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SqlOptions>, SqlOptionsValidator>();
        services.TryAddSingleton<LogTail>();
        services.TryAddSingleton<IKeyEncryption>(provider =>
            KeyFileOf(provider.GetRequiredService<IOptions<SqlOptions>>().Value));
        services.AddSingleton(provider => SupervisionDatabase.Open(
            provider.GetRequiredService<IOptions<SqlOptions>>().Value,
            provider.GetRequiredService<IKeyEncryption>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LogTail>()));
        services.AddSingleton(provider => PostgresDatabase.Open(
            provider.GetRequiredService<IOptions<SqlOptions>>().Value,
            provider.GetRequiredService<IKeyEncryption>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(ResealingOf);
        services.AddSingleton<IEvidenceFiles>(provider => new FolderEvidenceFiles(
            provider.GetRequiredService<IOptions<SqlOptions>>(), () => KeysOf(provider).Current is not null));
        services.AddHostedService<SealingInTime>();
        services.AddOneOf<IEventLog, SqliteEventLog, PostgresEventLog>();
        services.AddOneOf<IChainReading, SqliteChainReading, PostgresChainReading>();
        services.AddOneOf<IPayloadErasure, SqliteErasure, PostgresErasure>();
        services.AddOneOf<IReadLog, SqliteReadLog, PostgresReadLog>();
        services.AddOneOf<IAccessLog, SqliteAccessLog, PostgresAccessLog>();
        services.AddOneOf<IEscalationLog, SqliteEscalationLog, PostgresEscalationLog>();
        services.AddSingleton<PostgresChangeSignal>();
        services.AddOneOf<IReferentStore, SqliteReferentStore, PostgresReferentStore>();
        services.AddOneOf<IReferentViews, SqliteReferentViews, PostgresReferentViews>();
        services.AddOneOf<IEscalationStore, SqliteEscalations, PostgresEscalations>();
        services.AddOneOf<IEscalationViews, SqliteEscalations, PostgresEscalations>();
        services.AddOneOf<ISelectionStore, SqliteSelections, PostgresSelections>();
        services.AddOneOf<IFoldedStore, SqliteReferentStore, PostgresReferentStore>();
        services.AddOneOf<IFoldedStore, SqliteEscalations, PostgresEscalations>();
        return services;
    }

    /// <summary>
    /// Gives a silo durable grain state, under a name, and durable reminders, beside the data of
    /// <see cref="AddSupervisionSql"/>: in <c>grains.db</c>, or in the same PostgreSQL database. The schema is there
    /// before the providers ask for it, because their connections come from what was opened.
    /// </summary>
    public static ISiloBuilder AddSupervisionGrainStorage(this ISiloBuilder silo, string storageName)
    {
        silo.Services.TryAddSingleton(provider => new GatedSqliteDataSource(
            provider.GetRequiredService<SupervisionDatabase>().GrainFile,
            provider.GetRequiredService<IOptions<SqlOptions>>().Value.BusyTimeout));
        silo.Services.TryAddSingleton<OrleansConnections>();
        var rows = $"{storageName}-rows";
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            storageName,
            (services, _) => new SealedGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(rows)));
        silo.AddAdoNetGrainStorage(rows, options => options
            .Configure<IServiceProvider, Serializer>((storage, services, serializer) =>
            {
                (storage.Invariant, storage.DataSource) = OrleansSourceOf(services);
                storage.DeleteStateOnClear = true; // What is cleared leaves no row behind.
                storage.GrainStorageSerializer = new SealedSerializer(
                    new OrleansGrainStorageSerializer(serializer), () => KeysOf(services));
            }));
        silo.UseAdoNetReminderService(options => options
            .Configure<IServiceProvider>((reminders, services) =>
                (reminders.Invariant, reminders.DataSource) = OrleansSourceOf(services)));
        return silo;
    }

    /// <summary>Opens the data now, so that what is wrong with them is said before anything else starts.</summary>
    /// <exception cref="UnusableDataException">They cannot be used; the message is for an operator.</exception>
    public static void OpenSupervisionData(this IServiceProvider services)
    {
        if (DatabaseOf(services) == SqlDatabase.Postgres)
            services.GetRequiredService<PostgresDatabase>();
        else
            services.GetRequiredService<SupervisionDatabase>();
    }

    /// <summary>Opens the data when no other process has them, for work that a server must not meet.</summary>
    /// <exception cref="UnusableDataException">They cannot be used, or are in use.</exception>
    public static void OpenSupervisionDataAlone(this IServiceProvider services)
    {
        services.OpenSupervisionData(); // The lock of a folder keeps others out.
        if (DatabaseOf(services) == SqlDatabase.Postgres)
            services.GetRequiredService<PostgresDatabase>().RefuseCompany();
    }

    /// <summary>
    /// Brings the data to the schema of this program, whatever the options say about a start, under a lock. To do it
    /// again changes nothing.
    /// </summary>
    /// <returns>The names of the scripts that were applied.</returns>
    /// <exception cref="UnusableDataException">The data cannot be migrated; the message is for an operator.</exception>
    public static IReadOnlyList<string> MigrateSupervisionData(this IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return DatabaseOf(services) == SqlDatabase.Postgres
            ? PostgresDatabase.Migrate(
                services.GetRequiredService<IOptions<SqlOptions>>().Value,
                services.GetRequiredService<IKeyEncryption>(),
                time)
            : services.GetRequiredService<SupervisionDatabase>().Migrated;
    }

    /// <summary>
    /// Writes the data anew without what was deleted, so that nothing of it is left in free space. Takes as much room
    /// again for a while, and keeps everybody else out meanwhile.
    /// </summary>
    public static void CompactSupervisionData(this IServiceProvider services)
    {
        if (DatabaseOf(services) == SqlDatabase.Postgres)
            services.GetRequiredService<PostgresDatabase>().Compact();
        else
            services.GetRequiredService<SupervisionDatabase>().Compact(
                services.GetRequiredService<IOptions<SqlOptions>>().Value.BusyTimeout);
    }

    /// <summary>Registers what stands on the database that the options choose; the other is never made.</summary>
    internal static void AddOneOf<TSeam, TSqlite, TPostgres>(this IServiceCollection services)
        where TSeam : class
        where TSqlite : class, TSeam
        where TPostgres : class, TSeam
    {
        services.TryAddSingleton<TSqlite>();
        services.TryAddSingleton<TPostgres>();
        services.AddSingleton<TSeam>(provider => DatabaseOf(provider) == SqlDatabase.Postgres
            ? provider.GetRequiredService<TPostgres>()
            : provider.GetRequiredService<TSqlite>());
    }

    /// <summary>What payloads of the open data are sealed with.</summary>
    internal static KeyRing KeysOf(IServiceProvider services) => DatabaseOf(services) == SqlDatabase.Postgres
        ? services.GetRequiredService<PostgresDatabase>().Keys
        : services.GetRequiredService<SupervisionDatabase>().Keys;

    private static (string Invariant, DbDataSource Source) OrleansSourceOf(IServiceProvider services) =>
        DatabaseOf(services) == SqlDatabase.Postgres
            ? (ClusterHosting.Invariant, services.GetRequiredService<OrleansConnections>().Source)
            : (OrleansInvariant, services.GetRequiredService<GatedSqliteDataSource>());

    private static Resealing ResealingOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SqlOptions>>();
        var (columns, rows) = options.Value.Database == SqlDatabase.Postgres
            ? (PostgresColumns.Of(services.GetRequiredService<PostgresDatabase>()),
                services.GetRequiredService<PostgresDatabase>().DataKeys)
            : (SqliteColumns.Of(services.GetRequiredService<SupervisionDatabase>(), options.Value.BusyTimeout),
                services.GetRequiredService<SupervisionDatabase>().DataKeys);
        return new Resealing(
            columns, KeysOf(services), rows, services.GetRequiredService<IKeyEncryption>(), options,
            services.GetRequiredService<TimeProvider>());
    }

    private static KeyFile KeyFileOf(SqlOptions options) => new(
        options.Encryption.KeyFile.Length > 0 ? options.Encryption.KeyFile : KeyFile.DefaultPath(options.DataFolder));

    private static SqlDatabase DatabaseOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SqlOptions>>().Value.Database;
}
