using System.Collections.Immutable;

namespace Supervision;

/// <summary>What a rule answers to a command: facts, nothing (it was so already), or a refusal.</summary>
public readonly record struct Decision<TFact>
{
    private Decision(ImmutableArray<TFact> facts, Refusal? refusal)
    {
        Facts = facts;
        Refusal = refusal;
    }

    public static Decision<TFact> Nothing { get; } = new([], null);

    /// <summary>The facts to record, in order; empty when there is nothing to record.</summary>
    public ImmutableArray<TFact> Facts { get; }

    public Refusal? Refusal { get; }

    public static Decision<TFact> Of(params ImmutableArray<TFact> facts) => new(facts, null);

    public static implicit operator Decision<TFact>(TFact fact) => new([fact], null);

    public static implicit operator Decision<TFact>(Refusal refusal) => new([], refusal);
}
