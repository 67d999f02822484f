using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Sql.Tests.Encryption;

/// <summary>Services with their data open.</summary>
internal static class Opened
{
    /// <summary>From a moment on; gone when the data cannot be opened.</summary>
    public static ServiceProvider At(DateTimeOffset moment, Action<SqlOptions> configure)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(new SteppingTime(moment))
            .AddSupervisionSql(configure)
            .BuildServiceProvider();
        try
        {
            services.OpenSupervisionData();
            return services;
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }
}
