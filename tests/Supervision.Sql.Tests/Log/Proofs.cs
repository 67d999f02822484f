using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

/// <summary>What walking the chain shows.</summary>
internal static class Proofs
{
    /// <summary>The partitions whose chain does not hold.</summary>
    public static async Task<IReadOnlyList<LogProof>> Broken(this IEventLog log)
    {
        var broken = new List<LogProof>();
        await foreach (var proof in log.Verify(CancellationToken.None))
        {
            if (proof.BrokenBecause is not null)
                broken.Add(proof);
        }

        return broken;
    }
}
