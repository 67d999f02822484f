namespace Supervision.Assurance.Hypotheses;

/// <summary>What is set against "no difference". Choose it before looking at the data.</summary>
public enum Alternative
{
    TwoSided,
    Greater,
    Less,
}
