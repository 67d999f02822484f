using Supervision.Sql;

namespace Supervision.Server;

/// <summary>The log and the stores of a data folder, for reading, beside whatever has the folder.</summary>
internal static class ReadOnlyData
{
    /// <exception cref="CannotStartException">There are no data in the folder.</exception>
    public static ServiceProvider Open(DirectoryInfo data)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        services.AddSingleton(MachineClock.Time);
        services.AddSupervisionSql(sql =>
        {
            sql.DataFolder = DataFolders.Existing(data).FullName;
            sql.ReadOnly = true;
        });
        var provider = services.BuildServiceProvider();
        DataFolders.Open(provider);
        return provider;
    }
}
