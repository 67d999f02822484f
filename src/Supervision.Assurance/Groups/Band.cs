namespace Supervision.Assurance.Groups;

/// <summary>Where a ratio to the reference lies against the four-fifths band.</summary>
public enum Band
{
    Below,
    Within,
    Above,
}
