using Supervision.Assurance;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

/// <summary>What the tests of figures say again and again.</summary>
internal static class Figures
{
    public const double Confidence = 0.95;
    public const ulong Seed = 20261129;
    public const int Rounds = 200;

    public static T Known<T>(this Answer<T> answer)
        where T : struct
    {
        Assert.Null(answer.Lack);
        return Assert.NotNull(answer.Value);
    }

    public static void Lacks<T>(this Answer<T> answer, Lack lack)
        where T : struct
    {
        Assert.Null(answer.Value);
        Assert.Equal(lack, answer.Lack);
    }

    /// <summary>A tally of one group: counts of positives and of negatives at each score.</summary>
    public static ScoreTally Scores(params (int Score, long Positives, long Negatives)[] scores) =>
        ScoreTally.Of(scores.SelectMany(at => new[]
        {
            new ScoreCell("all", at.Score, true, 1, at.Positives),
            new ScoreCell("all", at.Score, false, 1, at.Negatives),
        }));
}
