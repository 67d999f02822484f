using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Sql.Encryption;
using Supervision.Sql.Postgres;

namespace Supervision.Sql.Accounts;

/// <summary>Registers where accounts are kept.</summary>
public static class Hosting
{
    /// <summary>
    /// Adds the store of accounts for ASP.NET Core Identity, their directory, and the keys that sessions are sealed
    /// with, beside the data of <c>AddSupervisionSql</c>: in <c>accounts.db</c>, or in the same PostgreSQL database.
    /// </summary>
    public static IServiceCollection AddSupervisionAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountFile>();
        services.AddDbContext<AccountContext>((provider, context) =>
        {
            if (provider.GetRequiredService<IOptions<SqlOptions>>().Value.Database == SqlDatabase.Postgres)
                context.UseNpgsql(provider.GetRequiredService<PostgresDatabase>().Source);
            else
                context.UseSqlite(provider.GetRequiredService<AccountFile>().ConnectionString);
            // What is wrong is answered or said by whoever asked.
            context.ConfigureWarnings(warnings => warnings
                .Ignore(
                    RelationalEventId.CommandError, CoreEventId.SaveChangesFailed, CoreEventId.QueryIterationFailed,
                    CoreEventId.MappedPropertyIgnoredWarning, CoreEventId.MappedEntityTypeIgnoredWarning));
        });
        services.AddSingleton(provider => new Lazy<KeyRing>(() => Sql.Hosting.KeysOf(provider)));
        services.AddOptions<KeyManagementOptions>().Configure<Lazy<KeyRing>>((options, keys) =>
            options.XmlEncryptor = new SessionKeySeal(keys));
        services.AddScoped<IdentityErrorDescriber>();
        services.AddScoped<IUserStore<IdentityUser>, AccountStore>();
        services.AddScoped<IAccountDirectory, AccountDirectory>();
        services.AddSingleton<IAccessNotes, AccessNotes>();
        services.AddSingleton<IReadNotes, ReadNotes>();
        services.AddOneOf<IKeyRows, SqliteKeyRows, PostgresKeyRows>();
        services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        services.AddDataProtection().SetApplicationName("supervision").PersistKeysToDbContext<AccountContext>();
        return services;
    }

    /// <summary>Whether there are accounts to open; on a server what is wrong with them is found as they are.</summary>
    public static bool HasSupervisionAccounts(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<SqlOptions>>().Value is var options
        && (options.Database == SqlDatabase.Postgres
            || File.Exists(DataFolder.AccountFileOf(Path.GetFullPath(options.DataFolder))));

    /// <summary>Opens the accounts alone, beside a server that has the data; for commands.</summary>
    /// <exception cref="UnusableDataException">They cannot be used; the message is for an operator.</exception>
    public static void OpenSupervisionAccounts(this IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<SqlOptions>>().Value.Database == SqlDatabase.Postgres)
            services.GetRequiredService<PostgresDatabase>();
        else
            services.GetRequiredService<AccountFile>();
    }
}
