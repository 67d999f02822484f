using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations;

public sealed class The_list_of_escalations
{
    private static readonly ReferentId One = ReferentId.Parse("kvk:99000001");
    private static readonly ReferentId Other = ReferentId.Parse("kvk:99000002");
    private readonly MemoryEscalationStore _store = new();

    [Fact]
    public void Follows_the_facts()
    {
        EscalationRow? row = null;
        EscalationFact[] facts =
        [
            Opened, TakenByA, new EscalationNoted(1, "a", "n", "Text.", Monday), new EscalationOverdue(1),
            new EscalationClosed(1, "a", EscalationOutcome.NotPursued, []),
        ];
        for (var index = 0; index < facts.Length; index++)
            row = EscalationRows.Evolve(row, One, facts[index], new LogPosition(0, index + 1), Monday.AddHours(index));

        Assert.Equal(
            new EscalationRow(
                new EscalationId(One, 1), new LogPosition(0, 5), EscalationState.Closed, EscalationGround.Rule,
                Trigger.Level, 70, Monday, Monday.AddDays(14), true, "a", 1, EscalationOutcome.NotPursued,
                Monday.AddHours(4)),
            row);
    }

    [Fact]
    public async Task Is_narrowed_and_paged()
    {
        for (var index = 0; index < 7; index++)
        {
            await _store.Save(
                [
                    Row(One, index + 1, Monday.AddDays(index), EscalationState.Closed),
                    Row(Other, index + 1, Monday.AddDays(index), EscalationState.Opened),
                ],
                CancellationToken.None);
        }

        var query = new EscalationQuery(
            EscalationState.Opened, null, null, null, Monday.AddDays(1), Monday.AddDays(6), null, 2);
        var seen = new List<int>();
        while (true)
        {
            var page = await _store.List(query, CancellationToken.None);
            seen.AddRange(page.Items.Select(row => row.Id.Episode));
            if (page.Next is null)
                break;

            query = query with { Cursor = page.Next };
        }

        Assert.Equal([2, 3, 4, 5, 6], seen);
    }

    [Fact]
    public async Task Never_goes_back()
    {
        await _store.Save([Row(One, 1, Monday, EscalationState.Closed, offset: 9)], CancellationToken.None);
        await _store.Save([Row(One, 1, Monday, EscalationState.Opened, offset: 8)], CancellationToken.None);

        Assert.Equal(EscalationState.Closed, (await _store.Last(One, CancellationToken.None))!.State);
    }

    [Theory]
    [InlineData("kvk:99000001~1", true)]
    [InlineData("kvk:99000001~12", true)]
    [InlineData("kvk:99000001~0", false)]
    [InlineData("kvk:99000001~01", false)]
    [InlineData("kvk:99000001~-1", false)]
    [InlineData("kvk:99000001", false)]
    [InlineData("~1", false)]
    [InlineData("kvk:99000001~", false)]
    [InlineData("", false)]
    public void Names_an_episode_in_one_way(string text, bool isName)
    {
        Assert.Equal(isName, EscalationId.TryParse(text, null, out var id));
        if (isName)
            Assert.Equal(text, id.ToString());
    }

    private static EscalationRow Row(
        ReferentId referent, int episode, DateTimeOffset openedAt, EscalationState state, long offset = 1) =>
        new(
            new EscalationId(referent, episode), new LogPosition(0, offset), state, EscalationGround.Rule,
            Trigger.Level, 70, openedAt, openedAt.AddDays(14), false, null, 0, null, null);
}
