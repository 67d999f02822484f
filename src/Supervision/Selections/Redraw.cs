namespace Supervision.Selections;

/// <summary>A draw computed once more from the plan, the seed and the stored inputs.</summary>
/// <param name="PopulationEqual">The stored inputs are those that the log has the hash of.</param>
/// <param name="ChancesEqual">Stored chances and those computed again are those that the log has the hash of.</param>
/// <param name="ListEqual">The same of who was drawn.</param>
public sealed record Redraw(int Population, int Checks, bool PopulationEqual, bool ChancesEqual, bool ListEqual)
{
    public bool IsEqual => PopulationEqual && ChancesEqual && ListEqual;

    /// <param name="stored">Every row of the draw, in the order of numbers.</param>
    public static Redraw Of(Selection selection, IReadOnlyCollection<DrawnMember> stored)
    {
        var drawn = selection.Drawn ?? throw new ArgumentException("It is not drawn.", nameof(selection));
        var kept = DrawHashes.Of(stored);
        DrawnMember[] again = [];
        if (stored.DistinctBy(member => member.Member.Referent).Count() == stored.Count
            && SelectionDraw.Of(
                selection.Plan, selection.Seed!, [.. stored.Select(row => row.Member)], NoModelOf(drawn)).Draw
            is { } draw)
            again = [.. draw.Members];

        var computed = DrawHashes.Of(again);
        return new Redraw(
            stored.Count,
            again.Count(member => member.By != DrawnBy.Nothing),
            kept.Population == drawn.PopulationHash && stored.Count == drawn.Population,
            kept.Chances == drawn.ChancesHash && computed.Chances == drawn.ChancesHash,
            kept.List == drawn.ListHash && computed.List == drawn.ListHash);
    }

    private static string? NoModelOf(SelectionDrawn drawn) => drawn.ModelHash is not null
        ? null
        : drawn.Moved.FirstOrDefault(moved => moved.From == Facts.Channel.Risk)?.Reason
            ?? Risk.Scoring.NoModelInUse;
}
