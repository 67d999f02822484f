using System.Collections.Immutable;
using Supervision.Features;

namespace Supervision.Risk;

/// <summary>Scores a referent: a pure function of its folded history, a model and the moment asked about.</summary>
/// <remarks>
/// The moment is taken as a whole UTC day, and is not before that of the latest event folded; for earlier moments fold
/// the whole history with <see cref="HistoryFold"/>.
/// </remarks>
public static class Scoring
{
    /// <summary>Why there is no level when there is no model.</summary>
    public const string NoModelInUse = "no-model-in-use";

    /// <summary>The id of the contribution that everyone has.</summary>
    public const string BaseIndicator = "base";

    private const int Thousand = 1000;

    /// <summary>Level and points only: cheap enough for after every event.</summary>
    public static RiskState Assess(ReferentFold fold, RiskModel? model, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var day = FactEffects.DayOf(asOf);
        var due = int.MaxValue;
        if (model is null)
            return new RiskState(RiskLevel.None, 0, Evidence(fold.State, day, ref due), null);

        var (level, points, evidence) = Evaluate(fold.State, model, day, ref due);
        level = WithCooldown(fold, model, day, level, ref due);
        return new RiskState(
            level, points, evidence, due > DateOnly.MaxValue.DayNumber ? null : DateOnly.FromDayNumber(due));
    }

    /// <summary>The score with its contributions, their events, interval and what is missing.</summary>
    public static Score Score(ReferentFold fold, RiskModel? model, DateTimeOffset asOf)
    {
        var state = Assess(fold, model, asOf);
        if (model is null)
            return new Score(RiskLevel.None, NoModelInUse, 0, default, state.Evidence, [], [], null, asOf, null);

        var day = FactEffects.DayOf(asOf);
        var contributions = ImmutableArray.CreateBuilder<Contribution>();
        var missing = ImmutableArray.CreateBuilder<MissingIndicator>();
        var start = model.Document.Base;
        if (start != 0)
            contributions.Add(new Contribution(
                BaseIndicator, start, null, null, null, null, 0, new PointInterval(start, start), []));

        foreach (var indicator in model.Indicators)
            Contribute(fold, model, indicator, day, contributions, missing);

        var interval = new PointInterval(
            contributions.Sum(contribution => contribution.Interval.Lower),
            contributions.Sum(contribution => contribution.Interval.Upper));
        return new Score(
            state.Level, null, state.Points, interval, state.Evidence, contributions.DrainToImmutable(),
            missing.DrainToImmutable(), model.Identity, asOf, state.DueOn);
    }

    /// <summary>The level of one day on its own, its points and its evidence.</summary>
    internal static (RiskLevel Level, int Points, int Evidence) Evaluate(
        FoldState state, RiskModel model, int day, ref int due)
    {
        var points = model.Document.Base;
        foreach (var indicator in model.Indicators)
        {
            if (day > indicator.LastDay)
                continue;

            due = Math.Min(due, indicator.LastDay + 1);
            var reading = FeatureValues.Read(state, indicator.Feature, day, ref due);
            points += indicator.Points(reading.Value, out var nextEdge);
            if (indicator.Ages && nextEdge != long.MaxValue && reading.Value is { } age)
                due = (int)Math.Min(due, day + nextEdge - age);
        }

        var evidence = Evidence(state, day, ref due);
        var level = evidence < model.Document.MinimumEvidence
            ? RiskLevel.InsufficientEvidence
            : model.LevelOf(points);
        return (level, points, evidence);
    }

    private static int Evidence(FoldState state, int day, ref int due) =>
        FeatureValues.Window(state, SeriesKind.Observations, day, FoldState.WindowMax, ref due);

    /// <summary>
    /// The highest level of the day and the cooldown days before it. Too little evidence today is said today: it is
    /// neither held up by earlier days nor holds up later ones.
    /// </summary>
    private static RiskLevel WithCooldown(
        ReferentFold fold, RiskModel model, int day, RiskLevel today, ref int due)
    {
        var cooldown = model.Document.CooldownDays;
        if (cooldown == 0)
            return today;

        var history = fold.Levels.By(model);
        fold.Levels.ForgetFrom(fold.State.Series.TouchedFrom);
        fold.State.Series.Settle();
        history.MoveTo(day);
        history[day] = today;
        if (today is RiskLevel.InsufficientEvidence or RiskLevel.High)
            return today;

        var (highest, lastDay) = (today, day);
        for (var past = Math.Max(day - cooldown, 0); past < day; past++)
        {
            if (history[past] == RiskLevel.None)
                Fill(fold.State, model, history, past, day);

            if (history[past] < highest || history[past] == today)
                continue;

            (highest, lastDay) = (history[past], past);
        }

        if (highest != today)
            due = Math.Min(due, lastDay + cooldown + 1);
        return highest;
    }

    /// <summary>Evaluates a day; those after it on which nothing changes have the same level.</summary>
    private static void Fill(FoldState state, RiskModel model, LevelHistory history, int past, int day)
    {
        var change = int.MaxValue;
        var level = Evaluate(state, model, past, ref change).Level;
        for (var same = past; same < Math.Min(change, day) && history[same] == RiskLevel.None; same++)
            history[same] = level;
    }

    private static void Contribute(
        ReferentFold fold, RiskModel model, ReadyIndicator ready, int day,
        ImmutableArray<Contribution>.Builder contributions, ImmutableArray<MissingIndicator>.Builder missing)
    {
        var (indicator, feature) = (ready.Indicator, ready.Feature);
        if (day > ready.LastDay)
        {
            missing.Add(new MissingIndicator(
                indicator.Id, feature.Name, ready.LastDay < 0 ? "justification-missing" : "justification-expired"));
            return;
        }

        var due = int.MaxValue;
        var reading = FeatureValues.Read(fold.State, feature, day, ref due);
        var points = ready.Points(reading.Value, out _);
        if (reading.Value is null)
            missing.Add(new MissingIndicator(indicator.Id, feature.Name, "no-data"));

        contributions.Add(new Contribution(
            indicator.Id,
            points,
            feature.Name,
            reading.Value,
            feature.IsRate && reading.Value is not null ? reading.Numerator : null,
            feature.IsRate && reading.Value is not null ? reading.Denominator : null,
            reading.Evidence,
            Interval(ready, reading, points, model.ZQuantile),
            reading.Value is null ? [] : FeatureEvents.Of(fold, feature, reading, day)));
    }

    /// <summary>
    /// The points that the sampling uncertainty of a rate leaves possible; of other features only their own.
    /// </summary>
    private static PointInterval Interval(ReadyIndicator ready, FeatureReading reading, int points, double z)
    {
        var isGrowth = ready.Feature.Form == FeatureForm.Growth;
        var trials = isGrowth ? reading.Numerator + reading.Denominator : reading.Denominator;
        if (!ready.Feature.IsRate || reading.Value is null
            || WilsonInterval.Of(reading.Numerator, trials, z) is not { } wilson)
            return new PointInterval(points, points);

        var reach = isGrowth
            ? ready.Reach(Ratio(wilson.Lower), Ratio(wilson.Upper))
            : ready.Reach(Floor(Thousand * wilson.Lower), Floor(Thousand * wilson.Upper));
        return new PointInterval(Math.Min(points, reach.Lower), Math.Max(points, reach.Upper));
    }

    /// <summary>The rate ratio, in thousandths, when that share of all falls in the recent time.</summary>
    private static long Ratio(double share) => share >= 1
        ? long.MaxValue
        : Floor(Thousand * share / (1 - share) * FeatureValues.GrowthBaselineDays / FeatureValues.GrowthDays);

    private static long Floor(double value) =>
        value >= RiskModelSyntax.ValueMax ? long.MaxValue : (long)Math.Floor(value);
}
