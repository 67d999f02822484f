using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

public abstract partial class ReferentStoreConformance
{
    [Fact]
    public async Task Knows_who_is_listed_of_a_partition_in_pages_in_the_order_of_ids()
    {
        var population = Population(41, new Random(5));
        population[6] = population[6] with { HasFacts = false };
        await _store.Flush(population, None);

        for (var partition = 0; partition < 4; partition++)
        {
            var known = new List<ReferentId>();
            ReferentId? after = null;
            while (await _store.Known(partition, after, 3, None) is { IsEmpty: false } page)
            {
                Assert.InRange(page.Length, 1, 3);
                known.AddRange(page);
                after = page[^1];
            }

            Assert.Equal(
                population.Where(flush => flush.HasFacts && flush.Partition == partition)
                    .Select(flush => flush.Referent.ToString()).Order(StringComparer.Ordinal),
                known.Select(one => one.ToString()));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Lists_the_same_as_a_naive_search_for_every_filter_and_order(int seed)
    {
        var rows = Population(300, new Random(seed));
        await _store.Flush(rows, None);

        foreach (var query in Queries(new Random(seed)))
        {
            var expected = Naive(rows, query).ToList();
            var read = new List<ReferentId>();
            var next = query;
            for (var pages = 0; ; pages++)
            {
                Assert.True(pages <= expected.Count, $"More pages than rows for {query}.");
                var page = await _views.List(next, None);
                Assert.True(page.Items.Length <= query.PageSize);
                read.AddRange(page.Items.Select(row => row.Referent));
                if (page.Next is null)
                    break;
                Assert.Equal(query.PageSize, page.Items.Length);
                next = query with { Cursor = page.Next };
            }

            Assert.True(expected.SequenceEqual(read), $"{query}: expected {expected.Count} rows, got {read.Count}.");
        }
    }

    [Theory]
    [InlineData("cafe", "Café  Holding 1", true)]
    [InlineData("CAFÉ hold", "Café  Holding 1", true)]
    [InlineData("ding  caf", "Café  Holding 1", true)]
    [InlineData("kvk:99000001", "Café  Holding 1", true)]
    [InlineData("000001 hol", "Café  Holding 1", true)]
    [InlineData("f h", "Café  Holding 1", true)]
    [InlineData("holdings", "Café  Holding 1", false)]
    [InlineData("h_lding", "Café  Holding 1", false)]
    [InlineData("hol%", "Café  Holding 1", false)]
    [InlineData("100% \"groen\"", "100% \"Groen\" B.V.", true)]
    [InlineData("\" OR \"", "100% Groen B.V.", false)]
    [InlineData("*", "100% Groen B.V.", false)]
    [InlineData("straße", "Straße", true)]
    [InlineData("   ", "Anything", true)]
    public async Task Finds_by_words_of_the_name_or_the_id(string search, string name, bool isFound)
    {
        await _store.Flush([One(1, 5) with { Register = One(1, 5).Register with { DisplayName = name } }], None);

        var page = await _views.List(Query(ReferentSort.Id) with { Search = search }, None);

        Assert.Equal(isFound ? 1 : 0, page.Items.Length);
    }

    [Fact]
    public async Task Finds_a_page_of_a_word_that_nearly_everyone_has()
    {
        for (var slice = 0; slice < 6; slice++)
            await _store.Flush([.. Enumerable.Range(1 + slice * 400, 400).Select(i => One(i, 1, points: i))], None);

        var page = await _views.List(
            Query(ReferentSort.PointsDescending) with { Search = "kvk:99", PageSize = 3 }, None);
        var rare = await _views.List(
            Query(ReferentSort.PointsDescending) with { Search = "kvk:9900123 kvk", PageSize = 30 }, None);

        Assert.Equal([2_400, 2_399, 2_398], page.Items.Select(row => row.Risk.Points));
        Assert.Equal(Enumerable.Range(1_230, 10).Reverse(), rare.Items.Select(row => row.Risk.Points));
    }

    [Fact]
    public async Task Counts_referents_by_level()
    {
        var rows = Population(100, new Random(3));
        await _store.Flush(rows, None);

        var counts = await _views.Counts(None);

        Assert.Equal(
            Enum.GetValues<RiskLevel>().Select(level => (level, rows.Count(row => row.Risk.Level == level))),
            counts.Levels);
        Assert.Equal(100, counts.Referents);
    }

    [Fact]
    public async Task Counts_the_points_of_a_sector_and_size_band_by_one_model()
    {
        ImmutableArray<ReferentFlush> rows = [.. Population(300, new Random(6)).Select((row, index) => row with
        {
            Risk = row.Risk with { ModelHash = index % 7 == 0 ? ModelB : ModelA },
            Register = row.Register with
            {
                Sector = (Sector)(index % 2), SizeBand = index % 5 == 0 ? null : (SizeBand)(index % 3),
            },
        })];
        await _store.Flush(rows, None);

        (Sector, SizeBand)[] groups = [(Sector.A, SizeBand.One), (Sector.B, SizeBand.From10To49)];
        foreach (var (sector, band) in groups)
        {
            var expected = rows
                .Where(row => row.Register.Sector == sector && row.Register.SizeBand == band)
                .Where(row => row.Risk.ModelHash == ModelA)
                .GroupBy(row => (row.Risk.Level, row.Risk.Points)).OrderBy(group => group.Key)
                .Select(group => new PeerCount(group.Key.Level, group.Key.Points, group.Count()));
            Assert.True(expected.Count() > 5);
            Assert.Equal(expected, await _views.Peers(sector, band, ModelA, None));
        }

        Assert.Empty(await _views.Peers(Sector.A, SizeBand.One, "sha256:not-seen-before", None));
        Assert.Empty(await _views.Peers(Sector.V, SizeBand.One, ModelA, None));
    }

    [Fact]
    public async Task Finds_those_that_time_alone_may_have_changed()
    {
        ImmutableArray<ReferentFlush> rows =
            [.. Population(200, new Random(4)).Select(row => row with { Risk = row.Risk with { ModelHash = ModelA } })];
        await _store.Flush(rows, None);
        var today = new DateOnly(2026, 3, 10);

        for (var partition = 0; partition < 4; partition++)
        {
            var expected = rows.Where(row => row.Partition == partition && row.Risk.DueOn <= today)
                .OrderBy(row => row.Risk.DueOn).ThenBy(row => row.Referent.ToString(), StringComparer.Ordinal)
                .Select(row => row.Referent).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await _store.Due(partition, today, ModelA, 100, None));
            Assert.Equal(expected.Take(3), await _store.Due(partition, today, ModelA, 3, None));
        }
    }

    [Theory]
    [InlineData(ModelA)]
    [InlineData(ModelB)]
    [InlineData("sha256:not-seen-before")]
    [InlineData(null)]
    public async Task Finds_those_that_another_model_evaluated(string? inUse)
    {
        string?[] models = [ModelA, ModelB, null];
        ImmutableArray<ReferentFlush> rows = [.. Population(90, new Random(5)).Select((row, index) =>
            row with { Risk = row.Risk with { ModelHash = models[index % 3], DueOn = null } })];
        await _store.Flush(rows, None);

        for (var partition = 0; partition < 4; partition++)
        {
            var expected = rows.Where(row => row.Partition == partition && row.Risk.ModelHash != inUse)
                .Select(row => row.Referent).OrderBy(referent => referent.ToString(), StringComparer.Ordinal).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await _store.Due(partition, new DateOnly(2026, 3, 10), inUse, 100, None));
        }
    }

    private const string ModelA = "sha256:a";
    private const string ModelB = "sha256:b";

    private static IEnumerable<ReferentQuery> Queries(Random chance)
    {
        foreach (var sort in Enum.GetValues<ReferentSort>())
        {
            yield return Query(sort) with { PageSize = 1 };
            for (var i = 0; i < 60; i++)
            {
                yield return new ReferentQuery(
                    Sometimes(() => new[] { "cafe", "NOORD log", "b.v.", "x", "99000", "nobody" }[chance.Next(6)]),
                    chance.Next(3) > 0 ? null : (RiskLevel)chance.Next(5),
                    chance.Next(3) > 0 ? null : (Purpose)chance.Next(4),
                    chance.Next(3) > 0 ? null : (RecognitionStatus)chance.Next(4),
                    chance.Next(4) > 0 ? null : Enum.GetValues<Sector>()[chance.Next(10)],
                    chance.Next(3) > 0 ? null : Monday.AddDays(-chance.Next(20)),
                    sort, null, chance.Next(1, 40));
            }
        }

        string? Sometimes(Func<string> value) => chance.Next(3) > 0 ? null : value();
    }

    private static IEnumerable<ReferentId> Naive(List<ReferentFlush> rows, ReferentQuery query)
    {
        var words = query.Search?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var wanted = rows.Where(row => words.All(word => Plain(row).Contains(Plain(word), StringComparison.Ordinal))
            && (query.Level ?? row.Risk.Level) == row.Risk.Level
            && (query.Sector is null || query.Sector == row.Register.Sector)
            && (query.ChangedSince ?? DateTimeOffset.MinValue) <= row.Risk.LevelSince
            && IsRecognised(row.Register, query.Purpose, query.Status));
        var byId = wanted.OrderBy(row => row.Referent.ToString(), StringComparer.Ordinal);
        return (query.Sort switch
        {
            ReferentSort.PointsAscending => byId.OrderBy(row => row.Risk.Points),
            ReferentSort.PointsDescending => byId.OrderBy(row => row.Risk.Points).Reverse(),
            ReferentSort.ChangedAscending => byId.OrderBy(row => row.Risk.LevelSince),
            ReferentSort.ChangedDescending => byId.OrderBy(row => row.Risk.LevelSince).Reverse(),
            _ => byId,
        }).Select(row => row.Referent);
    }

    private static bool IsRecognised(RegisterRow row, Purpose? purpose, RecognitionStatus? status)
    {
        RecognitionStatus[] all = [row.Labour, row.Research, row.Study, row.Exchange];
        if (purpose is { } one)
            return status is null ? all[(int)one] != RecognitionStatus.None : all[(int)one] == status;
        return status switch
        {
            null => true,
            RecognitionStatus.None => all.All(each => each == RecognitionStatus.None),
            _ => all.Contains(status.Value),
        };
    }

    private static string Plain(ReferentFlush row) => Plain($"{row.Register.DisplayName}") + " " + row.Referent;

    private static string Plain(string text) =>
        text.ToLowerInvariant().Replace('é', 'e').Replace('ó', 'o').Replace('ź', 'z');
}
