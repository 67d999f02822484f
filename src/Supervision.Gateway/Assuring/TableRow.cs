using System.Collections.Immutable;
using System.Globalization;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Reports;
using Supervision.Referents;

namespace Supervision.Gateway.Assuring;

/// <summary>Reads the fields of one row; each that is wrong is named by its column.</summary>
internal sealed class TableRow(TableColumns columns, string[] names, int? threshold)
{
    private const int ScoreMax = 1_000_000;
    private const decimal WeightMax = 1_000_000;

    private static readonly ImmutableDictionary<string, CaseStage> Stages =
        Enum.GetValues<CaseStage>().ToImmutableDictionary(
            stage => stage.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>From which score on cases are selected, in the unit in which scores are counted.</summary>
    public int? Threshold => threshold;

    /// <summary>The referent of the row; null where there is no such column, or it is wrong.</summary>
    public ReferentId? Referent(string[] fields, Action<string, string, string> note)
    {
        if (columns.Referent < 0)
            return null;
        if (ReferentId.TryParse(fields[columns.Referent].Trim(), null, out var referent))
            return referent;

        note(names[columns.Referent], "malformed-id", "A referent id is 'scheme:value' in lower case.");
        return null;
    }

    /// <summary>The case; null when a field is wrong, which is noted then.</summary>
    public ReportCase? Read(string[] fields, Action<string, string, string> note)
    {
        var isGood = true;
        var score = columns.Score >= 0 ? Points() : columns.Probability >= 0 ? Thousandths() : null;
        var outcome = Flag(columns.Outcome, mayBeEmpty: true);
        var read = new ReportCase(
            score,
            columns.Selected >= 0 ? Flag(columns.Selected, mayBeEmpty: false)
                : threshold is { } least && score is { } points ? points >= least : null,
            outcome,
            outcome is null ? 1 : Weight(),
            Stage(),
            Label(columns.Stratum),
            [.. columns.Groups.Select(Label)]);
        return isGood ? read : null;

        string Text(int place) => fields[place].Trim();

        void Wrong(int place, string code, string takes)
        {
            isGood = false;
            note(names[place], code, takes);
        }

        int? Points()
        {
            if (int.TryParse(
                Text(columns.Score), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var points)
                && Math.Abs((long)points) <= ScoreMax)
                return points;

            Wrong(columns.Score, "malformed-score", $"Takes a whole number from -{ScoreMax} to {ScoreMax}.");
            return null;
        }

        int? Thousandths()
        {
            if (Number(columns.Probability) is { } share and >= 0 and <= 1)
                return (int)Math.Round(share * 1000, MidpointRounding.AwayFromZero);

            Wrong(columns.Probability, "malformed-probability", "Takes a number from 0 to 1.");
            return null;
        }

        bool? Flag(int place, bool mayBeEmpty)
        {
            if (place < 0)
                return null;

            switch (Text(place))
            {
                case "1" or "true":
                    return true;
                case "0" or "false":
                    return false;
                case "" when mayBeEmpty:
                    return null;
                default:
                    Wrong(place, "malformed-flag", mayBeEmpty ? "Takes 1, 0 or nothing." : "Takes 1 or 0.");
                    return null;
            }
        }

        double Weight()
        {
            if (columns.Weight < 0 && columns.Inclusion < 0)
                return 1;

            var place = Math.Max(columns.Weight, columns.Inclusion);
            if (columns.Weight >= 0 && Number(place) is { } weight and > 0 and <= WeightMax)
                return (double)Math.Round(weight, 4) is > 0 and var kept ? kept : Least();
            if (columns.Inclusion >= 0 && Number(place) is { } share and >= 1 / WeightMax and <= 1)
                return Math.Round(InverseProbabilityWeight.Of((double)share), 4);

            return Least();

            double Least()
            {
                Wrong(place, "malformed-weight", columns.Weight >= 0
                    ? $"Takes a number above 0, at most {WeightMax}, where there is an outcome."
                    : "Takes the probability of being checked, above 0 and at most 1, where there is an outcome.");
                return 1;
            }
        }

        CaseStage? Stage()
        {
            if (columns.Stage < 0)
                return null;
            if (Stages.TryGetValue(Text(columns.Stage), out var stage))
                return stage;

            Wrong(columns.Stage, "unknown-stage", $"Takes one of: {string.Join(", ", Stages.Keys.Order())}.");
            return null;
        }

        string Label(int place)
        {
            if (place < 0)
                return "";

            var text = Text(place);
            if (LabelText.Wrong(text, ReportPlan.NameLengthMax) is not { } wrong)
                return text;

            Wrong(place, "malformed-label", wrong);
            return "";
        }

        decimal? Number(int place) =>
            decimal.TryParse(
                Text(place), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
