using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Sql.Tests.Encryption;

/// <summary>Services with their data open.</summary>
internal static class Opened
{
    /// <summary>The same, opened; gone when they cannot be.</summary>
    public static ServiceProvider OrDisposed(ServiceProvider services)
    {
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
