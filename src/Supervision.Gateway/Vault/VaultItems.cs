using System.Collections.Immutable;
using Supervision.Vault;

namespace Supervision.Gateway.Vault;

/// <summary>What was brought into the vault.</summary>
/// <param name="Set">Rows with a label.</param>
/// <param name="TakenAway">Rows without one.</param>
public sealed record VaultImportAnswer(string Attribute, long Set, long TakenAway);

/// <summary>Which attributes the vault has.</summary>
public sealed record VaultAttributeList(ImmutableArray<VaultAttributeItem> Items);

/// <summary>One attribute.</summary>
/// <param name="Referents">How many have a label; null when fewer than ten do.</param>
public sealed record VaultAttributeItem(string Name, long? Referents);

/// <summary>One use of the vault.</summary>
/// <param name="By">Who.</param>
/// <param name="Count">
/// Rows that were brought in, or cases of the report; null of fewer than ten, and of a report on the stream, whose
/// cases are counted later.
/// </param>
/// <param name="Report">The report that labels were joined in; null otherwise.</param>
public sealed record VaultUseItem(
    DateTimeOffset At, VaultUse Use, string By, string Purpose, string Attribute, long? Count, string? Report);
