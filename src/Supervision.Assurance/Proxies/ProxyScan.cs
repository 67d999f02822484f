using System.Collections.Immutable;
using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Proxies;

/// <summary>Which features tell of a protected group, so that a model could use the group without knowing it.</summary>
/// <remarks>
/// Cramér's V, mutual information and ROC area with their own sources; one permutation test a feature, adjusted by
/// Holm's method over the features. A feature that tells of a group is not thereby forbidden, nor one that does not
/// thereby allowed: together features can tell what none tells alone.
/// </remarks>
public static class ProxyScan
{
    public static ImmutableArray<ProxyFinding> Of(
        IReadOnlyList<ProxyFeature> features, int permutations, int rounds, ulong seed, double confidence)
    {
        var tests = features.Select((feature, i) =>
            PermutationTest.Of(feature.Table, MutualInformation.Value, permutations, seed + (ulong)i)).ToArray();
        var tested = Enumerable.Range(0, tests.Length).Where(i => tests[i].Value is not null).ToArray();
        var adjusted = Holm.Adjust([.. tested.Select(i => tests[i].Value!.Value.PValue)]);
        var byFeature = tested.Zip(adjusted).ToDictionary();
        return [.. features.Select((feature, i) => new ProxyFinding(
            feature.Name,
            CramersV.Of(feature.Table, confidence),
            MutualInformation.Of(feature.Table, confidence),
            feature.IsOrdered ? GroupArea.Farthest(feature.Table, rounds, seed, confidence).Area : null,
            tests[i],
            byFeature.TryGetValue(i, out var p) ? p : null))];
    }
}
