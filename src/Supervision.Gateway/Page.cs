using System.Collections.Immutable;

namespace Supervision.Gateway;

/// <summary>One page of a list.</summary>
/// <param name="Next">The cursor of the page after; null on the last one.</param>
/// <param name="Position">Up to where on the log the list reflects what was accepted.</param>
public sealed record Page<TItem>(ImmutableArray<TItem> Items, string? Next, string? Position);
