using Supervision.Sql.Postgres.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class Growth_of_the_log
{
    private readonly LogGrowth _growth = new(partitionCount: 2);

    [Fact]
    public void Knows_the_connections_that_this_process_appends_with()
    {
        _growth.Join(71);

        Assert.True(_growth.IsOwn(71));
        Assert.False(_growth.IsOwn(72));
        _growth.Leave(71);
        Assert.False(_growth.IsOwn(71));
    }

    [Fact]
    public void Is_in_doubt_once_after_each_connection_that_left()
    {
        _growth.Join(71);
        Assert.False(_growth.TakeDoubt());

        _growth.Leave(71);

        Assert.True(_growth.TakeDoubt());
        Assert.False(_growth.TakeDoubt());
        _growth.Leave(72);
        Assert.False(_growth.TakeDoubt());
    }
}
