using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>Counts a population case by case, so that a report costs by kinds of cases and not by cases.</summary>
public sealed class ReportCounter
{
    /// <summary>The group of all, for figures that ask for no attribute.</summary>
    internal const string All = "all";

    private readonly AttributeCounter _all = new();
    private readonly ImmutableArray<AttributeCounter> _attributes;

    public ReportCounter(int attributes)
        : this(attributes, [], [])
    {
    }

    /// <param name="features">What cases have values of.</param>
    /// <param name="leftOut">Without what each case is selected or not.</param>
    public ReportCounter(int attributes, ImmutableArray<string> features, ImmutableArray<string> leftOut)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attributes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attributes, ReportPlan.AttributesMax);
        _attributes = [.. Enumerable.Range(0, attributes).Select(_ => new AttributeCounter())];
        Features = new FeatureCounter(features, leftOut, attributes);
        Together = new Together(attributes);
    }

    public long Cases { get; private set; }

    /// <summary>What was counted by period; null where the data are of one.</summary>
    public DriftCounter? Drift { get; set; }

    /// <summary>What was tried; null where nothing was.</summary>
    public StabilityCounter? Stability { get; set; }

    /// <summary>What people did with what the model put forward; null where nobody says.</summary>
    public UseCounter? Use { get; set; }

    /// <summary>What stands in the way of one more kind of case; null when nothing does.</summary>
    public string? Limit => this switch
    {
        { _all.Kinds: > Limits.CellsMax / 4 } => "There are too many different scores and weights; round them.",
        _ when _attributes.Any(attribute => attribute.Sizes.Count > ReportPlan.GroupsMax) =>
            $"An attribute has more than {ReportPlan.GroupsMax} groups; take the small ones together.",
        _ when _attributes.Any(attribute => attribute.Kinds > Limits.CellsMax / 4) =>
            "There are too many different scores and weights among the groups; round them.",
        { Drift.Limit: { } drift } => drift,
        { Use.Limit: { } use } => use,
        { Features.IsFull: true } => "There are too many different values of features among the groups; round them.",
        _ => null,
    };

    /// <summary>Whether the attribute at this place has a group.</summary>
    public bool Has(int attribute, string group) => _attributes[attribute].Sizes.ContainsKey(group);

    internal AttributeCounter Whole => _all;

    internal FeatureCounter Features { get; }

    /// <summary>
    /// One that counts the cases again, by so many attributes; what moved, was tried and was done is taken over.
    /// </summary>
    public ReportCounter Anew(int attributes) => new(attributes, Features.Features, Features.LeftOut)
    {
        Drift = Drift,
        Stability = Stability,
        Use = Use,
    };

    /// <param name="count">How many cases are alike.</param>
    public void Add(in ReportCase one, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(one.Groups.Length, _attributes.Length);
        if (!double.IsFinite(one.Weight) || one.Weight <= 0)
            throw new ArgumentOutOfRangeException(nameof(one), one.Weight, "A weight is above zero and finite.");

        Cases += count;
        _all.Add(All, one, count);
        for (var i = 0; i < _attributes.Length; i++)
        {
            if (one.Groups[i].Length > 0)
                _attributes[i].Add(one.Groups[i], one, count);
        }

        Features.Add(one, count);
        Together.Add(one.Groups.AsSpan());
    }

    internal Together Together { get; }

    internal ImmutableArray<AttributeCounter> Attributes => _attributes;

    internal AttributeCounter Of(int attribute) => _attributes[attribute];
}
