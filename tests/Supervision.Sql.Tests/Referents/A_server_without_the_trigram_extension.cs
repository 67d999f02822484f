using Microsoft.Extensions.DependencyInjection;
using Supervision.Referents;
using Supervision.Sql.Tests.Postgres;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

public sealed class A_server_without_the_trigram_extension : IDisposable
{
    private const string CountIndexes = "SELECT count(*) FROM pg_indexes WHERE indexname = 'referent_register_text'";

    private readonly PostgresData _data = new(4, new SteppingTime(Monday));

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("noord log")]
    [InlineData("99000")]
    [InlineData("b.v.")]
    [InlineData("nobody")]
    public async Task Finds_the_same(string search)
    {
        await _data.Services.GetRequiredService<IReferentStore>().Flush(Population(200, new Random(8)), default);
        var query = new ReferentQuery(search, null, null, null, null, null, ReferentSort.Id, null, 500);
        var views = _data.Services.GetRequiredService<IReferentViews>();
        Assert.Equal(1, _data.Database.Ask<long>(CountIndexes));
        var with = (await views.List(query, default)).Items;

        _data.Database.Execute("DROP EXTENSION pg_trgm CASCADE");
        Assert.Equal(0, _data.Database.Ask<long>(CountIndexes));
        var without = (await views.List(query, default)).Items;

        Assert.Equal(with.AsEnumerable(), without);
        Assert.Equal(search == "nobody", with.IsEmpty);
    }
}
