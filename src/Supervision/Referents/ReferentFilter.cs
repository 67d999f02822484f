using Supervision.Facts;

namespace Supervision.Referents;

/// <summary>The rules by which a list of referents is narrowed and ordered; every store keeps to them.</summary>
public static class ReferentFilter
{
    /// <summary>
    /// With a purpose and a status: recognised so for that purpose. With a purpose alone: it has, or had, recognition
    /// for it. With a status alone: it has that status for any purpose, where none means none for every purpose.
    /// </summary>
    public static bool IsRecognised(RegisterRow row, Purpose? purpose, RecognitionStatus? status) =>
        (purpose, status) switch
        {
            (null, null) => true,
            ({ } one, { } wanted) => Of(row, one) == wanted,
            ({ } one, null) => Of(row, one) != RecognitionStatus.None,
            (null, RecognitionStatus.None) => Enum.GetValues<Purpose>()
                .All(one => Of(row, one) == RecognitionStatus.None),
            (null, { } wanted) => Enum.GetValues<Purpose>().Any(one => Of(row, one) == wanted),
        };

    /// <summary>What a row is ordered by; ties go by id, in the same direction.</summary>
    public static long SortValue(RiskRow risk, ReferentSort sort) => sort switch
    {
        ReferentSort.Id => 0,
        ReferentSort.PointsAscending or ReferentSort.PointsDescending => risk.Points,
        ReferentSort.ChangedAscending or ReferentSort.ChangedDescending => risk.LevelSince.UtcTicks,
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    public static bool IsDescending(ReferentSort sort) =>
        sort is ReferentSort.PointsDescending or ReferentSort.ChangedDescending;

    private static RecognitionStatus Of(RegisterRow row, Purpose purpose) => purpose switch
    {
        Purpose.Labour => row.Labour,
        Purpose.Research => row.Research,
        Purpose.Study => row.Study,
        Purpose.Exchange => row.Exchange,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
