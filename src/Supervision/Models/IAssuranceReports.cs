using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Models;

/// <summary>
/// Where assurance reports are looked up: whether one is about this very document, and whether its gates pass. What is
/// not known does not pass.
/// </summary>
public interface IAssuranceReports
{
    Task<AssuranceVerdict> Check(string report, ModelVersion version, CancellationToken cancellation);

    /// <summary>A hard gate that is refuted of this document; null when none is.</summary>
    Task<TrippedGate?> Tripped(ModelVersion version, CancellationToken cancellation);
}

/// <summary>A gate that stops a model in use.</summary>
/// <param name="Report">The report that tripped it.</param>
/// <param name="Gate">The question that it asks.</param>
/// <param name="Detail">In a sentence: what was found, and what the gate asks.</param>
public sealed record TrippedGate(string Report, string Gate, string Detail);

/// <summary>What a report says of a document.</summary>
[JsonConverter(typeof(ClosedList<AssuranceVerdict>))]
public enum AssuranceVerdict
{
    /// <summary>There is no such report, or it is about another document.</summary>
    Unknown,

    /// <summary>A gate did not pass, or there were not enough data to say.</summary>
    NotPassed,

    /// <summary>Nobody laid down gates for this model, so nothing says what would do.</summary>
    NoGates,

    /// <summary>Whoever wrote the document had it made: nobody shows the worth of their own work.</summary>
    ByItsAuthor,
    Passed,
}
