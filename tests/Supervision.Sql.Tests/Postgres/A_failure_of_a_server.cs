using Npgsql;
using Supervision.Sql.Postgres;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_failure_of_a_server
{
    [Theory]
    [InlineData("53100", true)] // disk full
    [InlineData("53300", true)] // too many connections
    [InlineData("57P01", true)] // the administrator stops it
    [InlineData("57P03", true)] // it is starting
    [InlineData("40P01", true)] // deadlock
    [InlineData("25006", true)] // a standby
    [InlineData("08006", true)] // connection failure
    [InlineData("23505", false)] // a key twice
    [InlineData("42P01", false)] // no such table
    [InlineData("22021", false)] // a character that it does not take
    public void Is_worth_another_try_or_not(string state, bool isPassing)
    {
        var failure = new PostgresException("message", "ERROR", "ERROR", state);

        Assert.Equal(isPassing, PostgresFailures.Known(failure) is StoreUnavailableException);
    }
}
