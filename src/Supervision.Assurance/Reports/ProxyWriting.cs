using System.Collections.Immutable;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Proxies;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of what features tell of groups.</summary>
internal sealed class ProxyWriting(ReportCounter counter, ReportPlan plan)
{
    private const int Permutations = 1_999;
    private const long Large = 100;

    private readonly FeatureCounter _features = counter.Features;

    /// <summary>Null where there are no features or no groups.</summary>
    public ProxyFigures? Write()
    {
        if (_features.Attributes == 0 || (_features.Features.IsEmpty && _features.LeftOut.IsEmpty))
            return null;

        var attributes = Enumerable.Range(0, _features.Attributes).ToArray();
        return new ProxyFigures(
            Corrected([.. attributes.SelectMany(Telling)]),
            [.. attributes.SelectMany(a => Enumerable.Range(0, _features.LeftOut.Length).Select(f => LeftOut(a, f)))]);
    }

    public static IEnumerable<ReportAnswer> Answers(ProxyFigures figures) =>
    [
        .. figures.Features.Select(one => new ReportAnswer($"proxy/{one.Attribute}={one.Feature}", one.Strength)),
        .. figures.LeftOut.Select(one => new ReportAnswer($"left-out/{one.Attribute}={one.LeftOut}", one.Effect)),
    ];

    private IEnumerable<TellingFigures> Telling(int attribute)
    {
        var groups = ToldApart(attribute);
        for (var f = 0; f < _features.Features.Length; f++)
        {
            var (name, feature) = (plan.Attributes[attribute], _features.Features[f]);
            var table = groups.Length < 2 ? null : SaidBins.Of(_features.Table(f, attribute, groups));
            if (table is null)
            {
                yield return new TellingFigures(
                    name, feature, Figure.Suppressed, Figure.Suppressed, null, Figure.Suppressed, null, null);
                continue;
            }

            var found = ProxyScan.Of(
                [new ProxyFeature(feature, table, IsOrdered: false)], Permutations, plan.Rounds, plan.Seed,
                plan.Confidence)[0];
            var known = Known(table);
            var (group, area) = GroupArea.Farthest(known, plan.Rounds, plan.Seed, plan.Confidence);
            yield return new TellingFigures(
                name, feature, Figure.Of(found.Strength), Figure.Of(found.Information),
                group is { } at ? groups[at] : null, Figure.Of(area), found.Test.Value?.PValue, null);
        }
    }

    private LeftOutFigures LeftOut(int attribute, int leftOut)
    {
        var (groups, reference) = (Groups(attribute), Reference(attribute));
        var (name, feature) = (plan.Attributes[attribute], _features.LeftOut[leftOut]);
        var ofReference = _features.Left(leftOut, attribute, reference);
        var sayable = groups.Where(group => group != reference && IsSaid(_features.Left(leftOut, attribute, group)))
            .ToArray();
        if (!groups.Contains(reference) || !IsSaid(ofReference) || sayable.Length == 0)
            return new LeftOutFigures(name, feature, null, Figure.Suppressed);

        // Whoever takes the largest of many has an interval that holds for all of them.
        var confidence = 1 - ((1 - plan.Confidence) / sayable.Length);
        return sayable
            .Select(group => new LeftOutFigures(name, feature, group, Figure.Of(LeaveOutEffect.Of(
                _features.Left(leftOut, attribute, group), ofReference, plan.Rounds, plan.Seed, confidence))))
            .MaxBy(one => Math.Abs(one.Effect.Value ?? 0))!;
    }

    private string[] Groups(int attribute, long least = Suppression.Least) =>
    [
        .. counter.Of(attribute).Sizes.Where(size => size.Value >= least).Select(size => size.Key)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Small groups would make the bins of all others wide; where no two are large, all are looked at.
    /// </summary>
    private string[] ToldApart(int attribute) =>
        Groups(attribute, Large) is { Length: > 1 } large ? large : Groups(attribute);

    private string Reference(int attribute) => plan.References.GetValueOrDefault(plan.Attributes[attribute])
        ?? counter.Of(attribute).Sizes.OrderByDescending(size => size.Value)
            .ThenBy(size => size.Key, StringComparer.Ordinal).Select(size => size.Key).FirstOrDefault("");

    /// <summary>Neither who was selected nor who was not is a handful.</summary>
    private static bool IsSaid(LeaveOutCounts counts) =>
        counts.Count >= Suppression.Least
        && counts.Both + counts.OnlyWith is 0 or >= Suppression.Least
        && counts.OnlyWithout + counts.Neither is 0 or >= Suppression.Least;

    /// <summary>Without the last row, of those who have no value: it has no place in the order.</summary>
    private static long[,] Known(long[,] table)
    {
        var known = new long[table.GetLength(0) - 1, table.GetLength(1)];
        for (var row = 0; row < known.GetLength(0); row++)
        {
            for (var column = 0; column < known.GetLength(1); column++)
                known[row, column] = table[row, column];
        }

        return known;
    }

    private static ImmutableArray<TellingFigures> Corrected(ImmutableArray<TellingFigures> found)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. found.Where(one => one.PValue is not null)
            .Select(one => one.PValue!.Value)]));
        return [.. found.Select(one => one.PValue is null ? one : one with { Holm = adjusted.Dequeue() })];
    }
}
