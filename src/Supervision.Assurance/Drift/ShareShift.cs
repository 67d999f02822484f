using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Drift;

/// <summary>Whether a share, such as that of the selected, is another than it was: now minus then.</summary>
/// <remarks>
/// Newcombe's method 10 for the difference and the pooled two-proportion test, two-sided; sources are with these. The
/// same carries the hit rate of the risk channel against that of the random channel. Undefined when either side has no
/// cases. Two points in time are not a trend, and whoever looks every week finds a shift in one week of twenty.
/// </remarks>
public readonly record struct ShareShift(Answer<Estimate> Difference, Answer<TestResult> Test)
{
    public static ShareShift Of(long now, long ofNow, long then, long ofThen, double confidence) => new(
        NewcombeDifference.Of(now, ofNow, then, ofThen, confidence),
        TwoProportionTest.Of(now, ofNow, then, ofThen, Alternative.TwoSided));
}
