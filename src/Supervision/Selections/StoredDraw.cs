namespace Supervision.Selections;

/// <summary>Reads a stored draw whole, page by page.</summary>
public static class StoredDraw
{
    /// <summary>Everybody, in the order of numbers.</summary>
    public static async Task<List<DrawnMember>> Members(
        ISelectionStore store, string draw, CancellationToken cancellation) =>
        [.. (await Rows(store, draw, onlyDrawn: false, cancellation)).Select(row => row.Member)];

    /// <summary>Those that a channel drew, with what became of them.</summary>
    public static Task<List<SelectionRow>> Drawn(ISelectionStore store, string draw, CancellationToken cancellation) =>
        Rows(store, draw, onlyDrawn: true, cancellation);

    private static async Task<List<SelectionRow>> Rows(
        ISelectionStore store, string draw, bool onlyDrawn, CancellationToken cancellation)
    {
        var rows = new List<SelectionRow>();
        while (await store.Rows(
            draw, rows is [.., var last] ? last.Member.Number : 0, SelectionLimits.PageMax, onlyDrawn, cancellation)
            is { IsEmpty: false } page)
            rows.AddRange(page);

        return rows;
    }
}
