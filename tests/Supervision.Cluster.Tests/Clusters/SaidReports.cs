using Supervision.Models;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Reports as a test wants them: at first there is none, so none passes and no gate trips.</summary>
internal sealed class SaidReports : IAssuranceReports
{
    public AssuranceVerdict Verdict { get; set; } = AssuranceVerdict.Unknown;

    public TrippedGate? Trips { get; set; }

    public Task<AssuranceVerdict> Check(string report, ModelVersion version, CancellationToken cancellation) =>
        Task.FromResult(Verdict);

    public Task<TrippedGate?> Tripped(ModelVersion version, CancellationToken cancellation) =>
        Task.FromResult(Trips);
}
