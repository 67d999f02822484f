using System.Text;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>The models that scores can be by: of the register, of the software, and a trial.</summary>
public static class BundleModels
{
    /// <summary>By hash.</summary>
    /// <param name="trial">Named at the start of a process; null when none is.</param>
    public static IReadOnlyDictionary<string, RiskModel> Of(ModelRegister register, RiskModel? trial)
    {
        ArgumentNullException.ThrowIfNull(register);
        return register.Versions.Values
            .Select(version => RiskModel.Parse(Encoding.UTF8.GetBytes(version.Document)).Model)
            .Concat(RiskModels.Names.Select(RiskModels.Find))
            .Append(trial)
            .OfType<RiskModel>()
            .DistinctBy(model => model.Identity.Hash)
            .ToDictionary(model => model.Identity.Hash);
    }
}
