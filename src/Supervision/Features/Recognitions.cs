using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Features;

/// <summary>The recognition of a referent for each purpose, as the marks tell it.</summary>
internal static class Recognitions
{
    public static RecognitionStatus StatusOf(FoldState state, Purpose purpose, DateTimeOffset asOf)
    {
        var due = int.MaxValue;
        var marks = state.Marks.OfTrack((MarkTrack)purpose, FactEffects.DayOf(asOf), ref due);
        return marks.IsEmpty ? RecognitionStatus.None : (RecognitionMark)marks[^1].Value switch
        {
            RecognitionMark.Suspended => RecognitionStatus.Suspended,
            RecognitionMark.Withdrawn => RecognitionStatus.Withdrawn,
            _ => RecognitionStatus.Recognised,
        };
    }

    /// <summary>
    /// The day since which the referent has been recognised without a break for some purpose, a suspension being none;
    /// null when it is not recognised. With the offset of the event.
    /// </summary>
    public static (int Day, long Offset)? Since(FoldState state, int day, ref int due)
    {
        (int Day, long Offset)? since = null;
        for (var track = MarkTrack.RecognitionLabour; track <= MarkTrack.RecognitionExchange; track++)
        {
            (int Day, long Offset)? granted = null;
            foreach (ref readonly var mark in state.Marks.OfTrack(track, day, ref due))
            {
                if (mark.Value == (byte)RecognitionMark.Withdrawn)
                    granted = null;
                else if (mark.Value == (byte)RecognitionMark.Granted)
                    granted ??= (mark.Day, mark.Offset);
            }

            if (granted is { } found && (since is null || found.Day < since.Value.Day))
                since = found;
        }

        return since;
    }

    public static bool IsSuspended(FoldState state, int day, ref int due)
    {
        for (var track = MarkTrack.RecognitionLabour; track <= MarkTrack.RecognitionExchange; track++)
        {
            var marks = state.Marks.OfTrack(track, day, ref due);
            if (!marks.IsEmpty && marks[^1].Value == (byte)RecognitionMark.Suspended)
                return true;
        }

        return false;
    }

    /// <summary>The events by which recognitions are suspended on the day.</summary>
    public static void CollectSuspensions(FoldState state, int day, List<long> offsets)
    {
        var due = int.MaxValue;
        for (var track = MarkTrack.RecognitionLabour; track <= MarkTrack.RecognitionExchange; track++)
        {
            var marks = state.Marks.OfTrack(track, day, ref due);
            if (!marks.IsEmpty && marks[^1].Value == (byte)RecognitionMark.Suspended)
                offsets.Add(marks[^1].Offset);
        }
    }
}
