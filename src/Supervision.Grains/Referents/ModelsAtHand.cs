using System.Text;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>Every model that a score can be computed with once more.</summary>
public static class ModelsAtHand
{
    /// <summary>What the register has, what comes with the software, and what the caller names; by hash.</summary>
    public static async Task<IReadOnlyDictionary<string, RiskModel>> Of(
        IEventLog log, RiskModel? named, CancellationToken cancellation)
    {
        var reading = await ModelRegisterReading.Start.CatchUp(log, cancellation);
        var documents = reading.Register.Versions.Values
            .Select(version => RiskModel.Parse(Encoding.UTF8.GetBytes(version.Document)).Model);
        return documents
            .Concat(RiskModels.Names.Select(RiskModels.Find))
            .Append(named)
            .OfType<RiskModel>()
            .DistinctBy(model => model.Identity.Hash)
            .ToDictionary(model => model.Identity.Hash);
    }
}
