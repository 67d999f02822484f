using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>What a simulated population is planted with.</summary>
[JsonConverter(typeof(ClosedList<Scenario>))]
public enum Scenario
{
    /// <summary>Breaches have causes of behaviour only; the synthetic group says nothing about them.</summary>
    Baseline,

    /// <summary>As the baseline, but a harmless feature goes with the synthetic group and draws checks.</summary>
    BiasedProxy,

    /// <summary>One referent in twenty turns bad half-way.</summary>
    Outbreak,

    /// <summary>For load: exactly so many events per referent, of mixed types, without a story.</summary>
    Bulk,
}

/// <summary>The scenarios by the words that people type.</summary>
public static class Scenarios
{
    public static readonly FrozenDictionary<string, Scenario> All = new Dictionary<string, Scenario>
    {
        ["baseline"] = Scenario.Baseline,
        ["biased-proxy"] = Scenario.BiasedProxy,
        ["outbreak"] = Scenario.Outbreak,
        ["bulk"] = Scenario.Bulk,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
