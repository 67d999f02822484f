namespace Supervision.Sql.Encryption;

/// <summary>A column that payloads rest in, gone through page by page to seal them anew.</summary>
internal interface IPayloadColumn
{
    /// <summary>Its table, for an operator.</summary>
    string Name { get; }

    /// <summary>
    /// Seals with the current key what is not, of the rows after a mark, in one transaction: none is lost, doubled or
    /// brought back that was erased meanwhile.
    /// </summary>
    /// <param name="after">Where the page before ended; null at first.</param>
    Task<ColumnPage> Rewrite(object? after, int limit, CancellationToken cancellation);
}

/// <summary>What became of a page.</summary>
/// <param name="Next">Where it ended; null when it was the last.</param>
internal sealed record ColumnPage(object? Next, int Seen, int Rewritten);
