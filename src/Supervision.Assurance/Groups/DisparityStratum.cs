namespace Supervision.Assurance.Groups;

/// <summary>One stratum: how many of the group and of all were selected, and how many were not.</summary>
public readonly record struct DisparityStratum
{
    public DisparityStratum(long groupSelected, long groupUnselected, long allSelected, long allUnselected)
    {
        Limits.Part(groupSelected, allSelected, nameof(groupSelected));
        Limits.Part(groupUnselected, allUnselected, nameof(groupUnselected));
        (GroupSelected, GroupUnselected) = (groupSelected, groupUnselected);
        (AllSelected, AllUnselected) = (allSelected, allUnselected);
    }

    public long GroupSelected { get; }

    public long GroupUnselected { get; }

    public long AllSelected { get; }

    public long AllUnselected { get; }

    public long Count => AllSelected + AllUnselected;
}
