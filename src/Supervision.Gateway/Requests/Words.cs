using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Supervision.Gateway.Requests;

/// <summary>The words of a closed list as they are on the wire, both ways.</summary>
internal static class Words<TWord>
    where TWord : struct, Enum
{
    private static readonly FrozenDictionary<string, TWord> ByText =
        Enum.GetValues<TWord>().ToFrozenDictionary(TextOf, StringComparer.Ordinal);

    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<TWord>().Select(TextOf)];

    public static bool TryRead(string text, out TWord word) => ByText.TryGetValue(text, out word);

    public static string TextOf(TWord word) => JsonSerializer.Serialize(word).Trim('"');
}
