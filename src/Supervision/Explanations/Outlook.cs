using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>How the level goes on if nothing happens: evaluated on the days on which time may change it.</summary>
/// <param name="Changes">Changes of level, in order; at most <see cref="ChangesMax"/>.</param>
/// <param name="Until">The last day that was looked into.</param>
[GenerateSerializer, Immutable, Alias("risk-outlook")]
public sealed record Outlook(
    [property: Id(0)] ImmutableArray<LevelAhead> Changes, [property: Id(1)] DateOnly Until)
{
    /// <summary>Three years: nothing that fades or lapses slower moves a level soon.</summary>
    public const int DaysMax = 1_096;

    public const int ChangesMax = 10;

    /// <summary>The first change to a lower level, or null.</summary>
    internal LevelAhead? Fall(RiskLevel from) => Changes.FirstOrDefault(change => change.Level < from);

    internal static Outlook Of(ReferentFold fold, RiskModel model, DateTimeOffset asOf)
    {
        var changes = ImmutableArray.CreateBuilder<LevelAhead>();
        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        var last = today.DayNumber > DateOnly.MaxValue.DayNumber - DaysMax ? DateOnly.MaxValue : today.AddDays(DaysMax);
        var state = Scoring.Assess(fold, model, asOf);
        while (changes.Count < ChangesMax && state.DueOn is { } due && due <= last)
        {
            var next = Scoring.Assess(fold, model, new DateTimeOffset(due.ToDateTime(default), TimeSpan.Zero));
            if (next.Level != state.Level)
                changes.Add(new LevelAhead(due, next.Level, next.Points, Expired(model, due)));
            state = next;
        }

        var until = changes.Count == ChangesMax ? changes[^1].On : last;
        return new Outlook(changes.DrainToImmutable(), until);
    }

    private static ImmutableArray<string> Expired(RiskModel model, DateOnly on) =>
    [
        .. model.Indicators.Where(indicator => indicator.LastDay + 1 == on.DayNumber)
            .Select(indicator => indicator.Indicator.Id),
    ];
}

/// <summary>A level that comes if nothing happens.</summary>
/// <param name="On">The first day of it.</param>
/// <param name="Expired">Indicators that end on that day because their justification does.</param>
[GenerateSerializer, Immutable, Alias("level-ahead")]
public sealed record LevelAhead(
    [property: Id(0)] DateOnly On,
    [property: Id(1)] RiskLevel Level,
    [property: Id(2)] int Points,
    [property: Id(3)] ImmutableArray<string> Expired);
