using Supervision.Access;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>How a position is one number: the partition above 40 bits of offset.</summary>
internal static class LogRow
{
    private const int OffsetBits = 40;

    public const long OffsetMax = (1L << OffsetBits) - 1;

    public static long Number(LogPosition position) => ((long)position.Partition << OffsetBits) | position.Offset;

    public static LogPosition Position(long number) => new((int)(number >> OffsetBits), number & OffsetMax);

    /// <summary>The number from which a page starts that is to hold offsets above this one.</summary>
    public static long After(int partition, long offset) =>
        Number(new LogPosition(partition, Math.Clamp(offset, 0, OffsetMax)));

    /// <summary>The largest number of the partition.</summary>
    public static long Last(int partition) => Number(new LogPosition(partition, OffsetMax));

    /// <summary>A place in the order of records of reading; beyond all of them when there is none.</summary>
    public static (long RecordedAt, long Position) Numbers(ReadMark? mark) => mark is null
        ? (long.MaxValue, long.MaxValue)
        : (mark.RecordedAt.UtcTicks, Number(mark.Position));

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
