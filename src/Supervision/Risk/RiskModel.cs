using System.Collections.Immutable;

namespace Supervision.Risk;

/// <summary>A risk model: a reviewed document, parsed, checked and known by the hash of its canonical form.</summary>
public sealed class RiskModel
{
    internal RiskModel(ModelIdentity identity, string title, bool isExample, EscalationRule? escalation)
    {
        Identity = identity;
        Title = title;
        IsExample = isExample;
        Escalation = escalation;
    }

    public ModelIdentity Identity { get; }

    public string Title { get; }

    /// <summary>Shows how a model is written; not for use on real organisations.</summary>
    public bool IsExample { get; }

    /// <summary>When an escalation opens; null when this model never opens one.</summary>
    public EscalationRule? Escalation { get; }

    /// <summary>Reads and checks a document; gives the model, or every error that it has.</summary>
    public static RiskModelReading Parse(ReadOnlyMemory<byte> json) =>
        new(null, [new Refusal("model-not-json", "The document is not JSON.", "")]);
}

/// <summary>The model in a document, or all that is wrong with the document.</summary>
public sealed record RiskModelReading(RiskModel? Model, ImmutableArray<Refusal> Errors);

/// <summary>An escalation opens when the level rises to this level or above.</summary>
/// <param name="Rule">Its id; part of the key that keeps an escalation from opening twice.</param>
public sealed record EscalationRule(string Rule, RiskLevel AtLevel);
