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
    ImmutableArray<string> Attributes)
{
    public const string GroupPrefix = "group:";

    private static readonly string[] Known =
        ["score", "probability", "selected", "outcome", "weight", "inclusion", "stage", "stratum", "referent"];

    /// <summary>Reads the first row, and notes everything that is wrong with it.</summary>
    /// <param name="joined">Attributes that the vault is asked for.</param>
    public static TableColumns Of(string[] names, bool hasThreshold, int joined, List<ProblemError> errors)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, name) in names.Index())
        {
            var isGroup = name.StartsWith(GroupPrefix, StringComparison.Ordinal)
                && name.Length > GroupPrefix.Length
                && name.Length <= GroupPrefix.Length + ReportPlan.NameLengthMax && !name.Any(char.IsControl);
            if (!isGroup && !Known.Contains(name))
                Note(place, "unknown-column", $"Takes {string.Join(", ", Known)}, and {GroupPrefix}NAME.");
            else if (!places.TryAdd(name, place))
                Note(place, "repeated-column", "Give each column once.");
        }

        var groups = places.Where(at => at.Key.StartsWith(GroupPrefix, StringComparison.Ordinal))
            .OrderBy(at => at.Value).ToArray();
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
        return new TableColumns(
            At("score"), At("probability"), At("selected"), At("outcome"), At("weight"), At("inclusion"), At("stage"),
            At("stratum"), At("referent"), [.. groups.Take(ReportPlan.AttributesMax).Select(at => at.Value)],
            [.. groups.Take(ReportPlan.AttributesMax).Select(at => at.Key[GroupPrefix.Length..])]);

        bool Has(string name) => places.ContainsKey(name);
        int At(string name) => places.GetValueOrDefault(name, -1);
        void Note(int place, string code, string detail) =>
            errors.Add(ProblemError.InBody($"/1/{place + 1}", code, detail));
        void Missing(string code, string detail) => errors.Add(ProblemError.InBody("/1", code, detail));
    }
}
