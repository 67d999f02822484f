using System.Collections.Immutable;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring;

/// <summary>Which column of a table holds what, by its name; -1 where there is none.</summary>
internal sealed record TableColumns(
    int Score,
    int Probability,
    int Selected,
    int Outcome,
    int Weight,
    int Inclusion,
    int Stage,
    int Stratum,
    int Referent,
    ImmutableArray<int> Groups,
    ImmutableArray<string> Attributes,
    TriedColumns Tried,
    UsedColumns Used)
{
    public const string GroupPrefix = "group:";

    private static readonly string[] Known =
    [
        "score", "probability", "selected", "outcome", "weight", "inclusion", "stage", "stratum", "referent", "period",
        "twin", "followed", "team", "channel",
    ];

    private static readonly string[] Prefixes =
    [
        GroupPrefix, TriedColumns.FeaturePrefix, TriedColumns.ChangePrefix, TriedColumns.LeftOutPrefix,
        UsedColumns.ReaderPrefix,
    ];

    /// <summary>Reads the first row, and notes everything that is wrong with it.</summary>
    /// <param name="joined">Attributes that the vault is asked for.</param>
    public static TableColumns Of(string[] names, bool hasThreshold, int joined, List<ProblemError> errors)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, name) in names.Index())
        {
            var isNamed = Prefixes.Any(prefix =>
                name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length
                && name.Length <= prefix.Length + ReportPlan.NameLengthMax && !name.Any(char.IsControl));
            if (!isNamed && !Known.Contains(name))
                Note(place, "unknown-column",
                    $"Takes {string.Join(", ", Known)}, and {string.Join(", ", Prefixes)} each with a name.");
            else if (!places.TryAdd(name, place))
                Note(place, "repeated-column", "Give each column once.");
        }

        var groups = Named(GroupPrefix);
        var (features, changes) = (Named(TriedColumns.FeaturePrefix), Named(TriedColumns.ChangePrefix));
        if (groups.Length + joined > ReportPlan.AttributesMax)
            Missing("too-many-columns", $"At most {ReportPlan.AttributesMax} attributes, with those of the vault.");
        if (Has("referent") != joined > 0)
            Missing("referent-or-vault", "The column referent goes with the query key vault, and not otherwise.");
        if (Has("score") && Has("probability"))
            Missing("two-scores", "Give score (points) or probability, not both.");
        if (!Has("score") && !Has("probability") && !Has("selected"))
            Missing("no-score", "Give score, probability or selected.");
        if (Has("weight") && Has("inclusion"))
            Missing("two-weights", "Give weight or inclusion (the probability of being checked), not both.");
        if (hasThreshold && Has("selected"))
            Missing("two-selections", "Give the column selected or the query key threshold, not both.");
        var (leftOut, readers) = (Named(TriedColumns.LeftOutPrefix), Named(UsedColumns.ReaderPrefix));
        if (features.Length > TriedColumns.FeaturesMax || leftOut.Length > TriedColumns.FeaturesMax
            || changes.Length > TriedColumns.ChangesMax || readers.Length > UsedColumns.ReadersMax)
            Missing(
                "too-many-columns",
                $"At most {TriedColumns.FeaturesMax} features, as many left out, {TriedColumns.ChangesMax} changed "
                + $"scores and {UsedColumns.ReadersMax} readers.");
        if (leftOut.Length > 0 && !Has("selected") && !hasThreshold)
            Missing("no-threshold", "Features left out take the column selected or the query key threshold.");
        if (Has("team") && !Has("followed"))
            Missing("no-followed", "The column team goes with followed.");
        if ((Has("twin") || changes.Length > 0) && !Has("score") && !Has("probability"))
            Missing("no-score", "The columns twin and changed take a score or probability to be held against.");
        if (changes.Length > 0 && !hasThreshold)
            Missing("no-threshold", "Changed scores take the query key threshold: it says who changes.");
        return new TableColumns(
            At("score"), At("probability"), At("selected"), At("outcome"), At("weight"), At("inclusion"), At("stage"),
            At("stratum"), At("referent"), [.. groups.Select(at => at.Place)], [.. groups.Select(at => at.Name)],
            new TriedColumns(At("period"), At("twin"), features, changes, leftOut),
            new UsedColumns(At("followed"), At("team"), At("channel"), readers));

        ImmutableArray<NamedColumn> Named(string prefix) =>
        [
            .. places.Where(at => at.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(at => at.Value)
                .Select(at => new NamedColumn(at.Value, at.Key[prefix.Length..])),
        ];
        bool Has(string name) => places.ContainsKey(name);
        int At(string name) => places.GetValueOrDefault(name, -1);
        void Note(int place, string code, string detail) =>
            errors.Add(ProblemError.InBody($"/1/{place + 1}", code, detail));
        void Missing(string code, string detail) => errors.Add(ProblemError.InBody("/1", code, detail));
    }
}
