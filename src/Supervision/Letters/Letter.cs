using System.Collections.Immutable;

namespace Supervision.Letters;

/// <summary>An explanation in plain words. It names no official, and nobody else.</summary>
public sealed record Letter(LetterLanguage Language, string Title, ImmutableArray<LetterSection> Sections);

/// <summary>One subject of a letter.</summary>
/// <param name="Rows">A table; empty where there is none.</param>
/// <param name="After">Sentences after the table.</param>
public sealed record LetterSection(
    string Heading,
    ImmutableArray<string> Sentences,
    ImmutableArray<LetterRow> Rows,
    ImmutableArray<string> After);

/// <summary>One line of the table: what was looked at, what was seen, and the points for it.</summary>
public sealed record LetterRow(string Name, string Value, string Points);
