using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Access.Keys;

/// <summary>Which events a key may send: each pattern is a text, or the beginning of one and a <c>*</c>.</summary>
/// <param name="Sources">Of the source of the event.</param>
/// <param name="Types">Of its type.</param>
public sealed record KeyScope(ImmutableArray<string> Sources, ImmutableArray<string> Types)
{
    public const int PatternsMax = 50;

    private static readonly Refusal OtherSource = new(
        "source-not-allowed", "The key is not for events of this source.", "/source");

    private static readonly Refusal OtherType = new(
        "type-not-allowed", "The key is not for events of this type.", "/type");

    private static readonly Refusal OtherTarget = new(
        "source-not-allowed", "The key is not for what is said of events of that source.", "/data/ofSource");

    /// <summary>Whether a refusal is for the scope of the key, and not for what the event says.</summary>
    public static bool IsOfScope(Refusal refusal) => refusal.Code is "source-not-allowed" or "type-not-allowed";

    /// <summary>Everything that keeps a key of this scope from sending the event; empty when it may.</summary>
    public ImmutableArray<Refusal> Check(NewEvent sent)
    {
        var source = Matches(Sources, sent.Key.Source);
        var type = Matches(Types, sent.Type);
        // Who corrects or retracts an event changes what its source said.
        var target = sent.Target is not { } other || Matches(Sources, other.Source);
        if (source && type && target)
            return [];

        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        if (!source)
            refusals.Add(OtherSource);
        if (!type)
            refusals.Add(OtherType);
        if (!target)
            refusals.Add(OtherTarget);
        return refusals.ToImmutable();
    }

    private static bool Matches(ImmutableArray<string> patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern is [.., '*']
                    ? text.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
                    : pattern == text)
                return true;
        }

        return false;
    }
}
