using System.Collections.Immutable;
using System.Globalization;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// The columns of what moved and what was tried: when a case was scored, its features, the score it got after each
/// change that should matter little, and that of its shadow copy.
/// </summary>
/// <param name="Period">-1 where there is none, and so for the others.</param>
internal sealed record TriedColumns(
    int Period, int Twin, ImmutableArray<NamedColumn> Features, ImmutableArray<NamedColumn> Changes,
    ImmutableArray<NamedColumn> LeftOut)
{
    public const string FeaturePrefix = "feature:";
    public const string ChangePrefix = "changed:";
    public const string LeftOutPrefix = "without:";
    public const int FeaturesMax = 20;
    public const int ChangesMax = 10;

    private const int ScoreMax = 1_000_000;
    private const decimal ValueMax = 1_000_000_000_000;

    public DriftCounter? Drift => Period < 0 ? null : new DriftCounter([.. Features.Select(column => column.Name)]);

    /// <summary>Passed over, or put forward.</summary>
    public StabilityCounter? Stability => Twin < 0 && Changes.IsEmpty ? null : new StabilityCounter(2);

    /// <summary>The values of its features, NaN where it has none; each that is wrong is noted.</summary>
    public ImmutableArray<double> Values(string[] fields, Action<int, string, string> note)
    {
        var values = ImmutableArray.CreateBuilder<double>(Features.Length);
        foreach (var column in Features)
        {
            var text = fields[column.Place].Trim();
            if (text.Length == 0)
                values.Add(double.NaN);
            else if (Number(text) is { } value && Math.Abs(value) <= ValueMax)
                values.Add((double)value);
            else
                note(column.Place, "malformed-number", "Takes a number, or nothing where the case has none.");
        }

        return values.ToImmutable();
    }

    /// <summary>Whether it would be selected without each feature; what is wrong is noted.</summary>
    public ImmutableArray<bool> SelectedWithout(string[] fields, Action<int, string, string> note)
    {
        var selected = ImmutableArray.CreateBuilder<bool>(LeftOut.Length);
        foreach (var column in LeftOut)
        {
            if (fields[column.Place].Trim() is "1" or "0" or "true" or "false")
                selected.Add(fields[column.Place].Trim() is "1" or "true");
            else
                note(column.Place, "malformed-flag", "Takes 1 or 0.");
        }

        return selected.ToImmutable();
    }

    /// <summary>Counts when the case was, and what became of its score; what is wrong is noted.</summary>
    /// <param name="threshold">In the unit in which scores are counted; null when there is none.</param>
    public void Count(
        string[] fields, in ReportCase read, ReportCounter counter, bool isProbability, int? threshold,
        Action<int, string, string> note)
    {
        if (Period >= 0)
        {
            var period = fields[Period].Trim();
            var wrong = period.Length == 0 ? "Takes the period, which is needed of every case."
                : LabelText.Wrong(period, ReportPlan.NameLengthMax);
            if (wrong is not null)
                note(Period, "malformed-period", wrong);
            else if (read.Features.Length == Features.Length)
                counter.Drift!.Add(period, read.Score, read.IsSelected, read.Features);
        }

        if (Twin >= 0 && Score(fields, Twin, isProbability, note) is { } twin)
            counter.Stability!.Twin("copy", twin != read.Score);
        foreach (var column in Changes)
        {
            if (Score(fields, column.Place, isProbability, note) is { } after)
                counter.Stability!.Changed(column.Name, read.Score >= threshold ? 1 : 0, after >= threshold ? 1 : 0);
        }
    }

    private static int? Score(string[] fields, int place, bool isProbability, Action<int, string, string> note)
    {
        var number = Number(fields[place].Trim());
        if (isProbability && number is >= 0 and <= 1)
            return (int)Math.Round(number.Value * 1000, MidpointRounding.AwayFromZero);
        if (!isProbability && number is { } points && Math.Abs(points) <= ScoreMax && points == Math.Floor(points))
            return (int)points;

        note(place, "malformed-score", "Takes a score as the column of scores does.");
        return null;
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}

/// <summary>A column whose name the table gives.</summary>
internal sealed record NamedColumn(int Place, string Name);
