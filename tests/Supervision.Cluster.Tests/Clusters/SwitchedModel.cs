using Supervision.Risk;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>In use is what the test says, from the next question on.</summary>
internal sealed class SwitchedModel(RiskModelInUse first) : IModelInUse
{
    public RiskModelInUse InUse { get; set; } = first;

    public ValueTask<RiskModelInUse> Now(CancellationToken cancellation) => ValueTask.FromResult(InUse);
}
