using System.Text;

namespace Supervision.Events;

/// <summary>A day in UTC as people give one, over REST and on the command line alike.</summary>
public static class UtcDay
{
    /// <summary>The earliest that is taken: nothing here is older.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    public const string Takes =
        "Takes a day from 1990 on, as in 2026-03-02, or a moment, which stands for its day in UTC.";

    /// <summary>Reads <c>yyyy-MM-dd</c>, or a moment with its offset, which stands for its day.</summary>
    public static bool TryRead(string? text, out DateOnly day)
    {
        day = default;
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        if (!Rfc3339.TryReadDay(bytes, out day))
        {
            if (!Rfc3339.TryRead(bytes, out var moment))
                return false;
            day = DateOnly.FromDateTime(moment.UtcDateTime);
        }

        return day >= First && day.Year <= 9000;
    }
}
