namespace Supervision.Assurance.Reports;

/// <summary>How far a case came. Each stage includes those before it.</summary>
public enum CaseStage
{
    /// <summary>It is of the population, and no more came of it.</summary>
    Scored,

    /// <summary>The model put it forward.</summary>
    Flagged,

    /// <summary>It was chosen for a check, by whatever channel.</summary>
    Checked,

    /// <summary>The check had a finding.</summary>
    Finding,

    /// <summary>A measure was imposed.</summary>
    Measure,

    /// <summary>The measure stood after objection.</summary>
    Standing,
}
