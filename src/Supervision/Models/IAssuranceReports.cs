using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Models;

/// <summary>
/// Where assurance reports are looked up: whether one is about this very document, and whether its gates pass. What is
/// not known does not pass.
/// </summary>
public interface IAssuranceReports
{
    Task<AssuranceVerdict> Check(string report, string modelHash, CancellationToken cancellation);
}

/// <summary>What a report says of a document.</summary>
[JsonConverter(typeof(ClosedList<AssuranceVerdict>))]
public enum AssuranceVerdict
{
    /// <summary>There is no such report, or it is about another document.</summary>
    Unknown,

    /// <summary>A gate did not pass, or there were not enough data to say.</summary>
    NotPassed,
    Passed,
}

/// <summary>No report is kept here, so none passes: how it is where no assurance was set up.</summary>
public sealed class NoAssuranceReports : IAssuranceReports
{
    public Task<AssuranceVerdict> Check(string report, string modelHash, CancellationToken cancellation) =>
        Task.FromResult(AssuranceVerdict.Unknown);
}
