namespace Supervision.Features;

/// <summary>From a day up to but not including another, something holds, because of an event.</summary>
internal readonly record struct Stretch(int From, int To, long Offset)
{
    public bool Holds(int day) => From <= day && day < To;
}
