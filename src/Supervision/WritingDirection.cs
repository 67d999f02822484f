namespace Supervision;

/// <summary>
/// Characters that change the direction of writing. What people write is read by others, on record and in letters:
/// with one of these it reads otherwise than it is.
/// </summary>
public static class WritingDirection
{
    public static bool IsChangedBy(string text) => text.Any(Changes);

    /// <summary>The property <c>Bidi_Control</c> of Unicode.</summary>
    private static bool Changes(char letter) =>
        letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
