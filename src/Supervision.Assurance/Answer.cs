namespace Supervision.Assurance;

/// <summary>
/// What the data say, or why they cannot say it: exactly one of the two. A figure that is undefined is never NaN.
/// </summary>
public readonly record struct Answer<T>
    where T : struct
{
    private Answer(T? value, Lack? lack) => (Value, Lack) = (value, lack);

    /// <summary>What the data say; null when they cannot.</summary>
    public T? Value { get; }

    /// <summary>Why the data cannot say it; null when they can.</summary>
    public Lack? Lack { get; }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Lack lack) => new(null, lack);
}
