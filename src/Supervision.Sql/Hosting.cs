using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql;

/// <summary>Registers the log and the stores on SQLite.</summary>
public static class Hosting
{
    /// <summary>
    /// Adds the log, the stores and the lists on the data folder that the options name. A
    /// <see cref="TimeProvider"/> must be registered. The folder is locked, and its files brought to the schema of
    /// this program, the first time that one of these is resolved; <see cref="OpenSupervisionData"/> does so at a
    /// chosen moment.
    /// </summary>
    public static IServiceCollection AddSupervisionSql(
        this IServiceCollection services, Action<SqlOptions> configure)
    {
        services.AddOptions<SqlOptions>().BindConfiguration(SqlOptions.Section).Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SqlOptions>, SqlOptionsValidator>();
        services.AddSingleton(provider => SupervisionDatabase.Open(
            provider.GetRequiredService<IOptions<SqlOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventLog, SqliteEventLog>();
        services.AddSingleton<IReferentStore, SqliteReferentStore>();
        services.AddSingleton<IReferentViews, SqliteReferentViews>();
        services.AddSingleton<SqliteEscalations>();
        services.AddSingleton<IEscalationStore>(provider => provider.GetRequiredService<SqliteEscalations>());
        services.AddSingleton<IEscalationViews>(provider => provider.GetRequiredService<SqliteEscalations>());
        return services;
    }

    /// <summary>Opens the data folder now, so that what is wrong with it is said before anything else starts.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used; the message is for an operator.</exception>
    public static void OpenSupervisionData(this IServiceProvider services) =>
        services.GetRequiredService<SupervisionDatabase>();
}
