using System.Collections.Immutable;
using Supervision.Gateway.Explanations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Api;

public sealed class Counting_what_was_told
{
    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Takes_rises_to_the_line_by_this_model_on_these_days()
    {
        var store = new MemoryReferentStore(1);
        var example = RiskModels.Example.Identity.Hash;
        await Tell(
            store,
            (-1, RiskLevel.Medium, RiskLevel.High, example),
            (0, RiskLevel.High, RiskLevel.Medium, example),
            (1, RiskLevel.Medium, RiskLevel.High, example),
            (2, RiskLevel.High, RiskLevel.None, null),
            (3, RiskLevel.None, RiskLevel.High, RiskModels.ExampleH2.Identity.Hash),
            (4, RiskLevel.High, RiskLevel.Low, example),
            (5, RiskLevel.Low, RiskLevel.Medium, example),
            (9, RiskLevel.Medium, RiskLevel.High, example));

        Assert.Equal(1, await Count(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10)));
        Assert.Equal(3, await Count(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 11)));

        Task<int?> Count(DateOnly from, DateOnly to) => ToldCrossings.Count(
            store, Referent, RiskModels.Example, from, to, CancellationToken.None);
    }

    private static async Task Tell(
        MemoryReferentStore store, params (int Day, RiskLevel From, RiskLevel To, string? Hash)[] told) =>
        await store.Flush(
        [
            new ReferentFlush(
                Referent, 0, new ReferentSnapshot(1, Array.Empty<byte>()),
                new RegisterRow(
                    null, null, null, null, null, RecognitionStatus.None, RecognitionStatus.None,
                    RecognitionStatus.None, RecognitionStatus.None),
                new RiskRow(RiskLevel.High, 62, 9, told[^1].Hash, Monday, Monday, null),
                [
                    .. told.Select(one => new RiskChange(
                        0, Referent, new LogPosition(0, 1), Monday.AddDays(one.Day), one.From, one.To, 0, one.Hash,
                        null)),
                ],
                ImmutableArray<OutboxItem>.Empty, ImmutableArray<QuarantinedEvent>.Empty),
        ],
        CancellationToken.None);
}
