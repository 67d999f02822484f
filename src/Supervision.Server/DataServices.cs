using Supervision.Sql;

namespace Supervision.Server;

/// <summary>The log and the stores for a command that needs no server, on files or on PostgreSQL.</summary>
internal static class DataServices
{
    /// <summary>Nothing is opened yet.</summary>
    /// <param name="add">What the command needs besides.</param>
    public static ServiceProvider Build(
        DirectoryInfo folder,
        IReadOnlyDictionary<string, string?> configuration,
        TimeProvider time,
        bool readOnly,
        Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(configuration).Build());
        services.AddSingleton(time);
        services.AddSupervisionSql(sql =>
        {
            sql.DataFolder = readOnly && sql.Database == SqlDatabase.Sqlite
                ? DataFolders.Existing(folder).FullName
                : folder.FullName;
            sql.ReadOnly = readOnly;
        });
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>For reading, beside whatever writes.</summary>
    /// <exception cref="CannotStartException">There are no data.</exception>
    public static ServiceProvider OpenForReading(
        DirectoryInfo folder, IReadOnlyDictionary<string, string?> configuration)
    {
        var provider = Build(folder, configuration, MachineClock.Time, readOnly: true);
        DataFolders.Open(provider);
        return provider;
    }

    /// <summary>Turns what is wrong with the data into one line for the operator.</summary>
    /// <exception cref="CannotStartException">The data cannot be used.</exception>
    public static T Guard<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (failure is UnusableDataException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(failure.Message, failure);
        }
    }
}
