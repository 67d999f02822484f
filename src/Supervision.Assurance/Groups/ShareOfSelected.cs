using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Groups;

/// <summary>Which part of all that were selected is of this group: the predicted positive rate.</summary>
/// <remarks>
/// <code>
/// PPR = selected of the group / selected of all groups
/// </code>
/// Source: Saleiro et al. (2018), arXiv:1811.05577, table 1. Wilson's interval. Undefined when none was selected. Says
/// nothing of unfairness by itself: it is large when the group is large.
/// </remarks>
public static class ShareOfSelected
{
    public static Answer<Estimate> Of(ConfusionTable group, long selectedOfAll, double confidence) =>
        selectedOfAll == 0 ? Lack.NoneSelected : WilsonInterval.Of(group.Selected, selectedOfAll, confidence);
}
