using System.Collections.Immutable;

namespace Supervision.Gateway;

/// <summary>One page of a list.</summary>
/// <param name="Next">The cursor of the page after; null on the last one.</param>
/// <param name="Position">
/// A token: up to where on the log the page reflects what was accepted. Opaque; a question about the risk of a
/// referent takes it as `atLeast`. Null when there is nothing on the page to say it of.
/// </param>
public sealed record Page<TItem>(ImmutableArray<TItem> Items, string? Next, string? Position);
