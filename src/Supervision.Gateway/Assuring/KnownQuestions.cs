using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Verdicts;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// The questions that a report can answer. A gate that asks another one would keep its model out of use for ever, and
/// nobody would be told why.
/// </summary>
internal static partial class KnownQuestions
{
    private static readonly string[] Whole =
    [
        "roc-area", "average-precision", "brier", "calibration-intercept", "calibration-slope", "observed-to-expected",
        "hit-rate", "prevalence", "drift/score", "drift/selection-rate", "split-halves", "use/followed",
        "agreement/kappa", "agreement/alpha", "effect/difference", "effect/ratio",
    ];

    /// <summary>Of one by its name, or without `=NAME` of all.</summary>
    private static readonly string[] Each = ["drift/feature", TwinRuling.Question, "bias-scan", "channel"];

    /// <summary>Before the name of a change.</summary>
    private static readonly string[] Changes = ["stability", "stability-of-highest"];

    /// <summary>Before the name of an attribute, with `=NAME` of one of its groups or of a feature.</summary>
    private static readonly string[] OfAttributes =
    [
        "proxy", "left-out", "use/followed/ratio",
        .. from metric in Enum.GetValues<GroupMetric>().Except([GroupMetric.FalseDiscoveryRate])
           from kind in new[] { "value", "difference", "ratio" }
           select $"{JsonNamingPolicy.KebabCaseLower.ConvertName(metric.ToString())}/{kind}",
    ];

    public static bool Has(string question) =>
        Whole.Contains(question)
        || Each.Any(name => question == name || IsBefore($"{name}=", question))
        || Changes.Any(name => IsBefore($"{name}/", question))
        || OfAttributes.Any(name =>
            IsBefore($"{name}/", question) && Attribute().IsMatch(question[(name.Length + 1)..]));

    private static bool IsBefore(string start, string question) =>
        question.Length > start.Length && question.StartsWith(start, StringComparison.Ordinal);

    [GeneratedRegex("^[^=]+(=.+)?$", RegexOptions.Singleline)]
    private static partial Regex Attribute();
}
