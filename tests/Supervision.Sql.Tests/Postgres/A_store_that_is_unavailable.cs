using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Supervision.Log;
using Supervision.Sql.Postgres;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_store_that_is_unavailable
{
    /// <summary>A silo meets the failure, a gateway in another process has to answer 503 and not 500.</summary>
    [Fact]
    public void Is_still_one_in_the_process_that_hears_of_it()
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSupervisionSql(_ => { })
            .AddSerializer()
            .BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var away = PostgresFailures.Known(new PostgresException("stopping", "FATAL", "FATAL", "57P01"));
        var outvoted = VersionConflictException.AtAnotherVersion();

        var heard = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(away));
        var other = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(outvoted));

        Assert.IsType<StoreUnavailableException>(heard);
        Assert.Equal(away.Message, heard.Message);
        Assert.IsType<VersionConflictException>(other);
    }
}
