using System.Buffers;
using System.Buffers.Binary;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>
/// What a grain must remember of a referent beside its fold, because it tells how the level came about: in front of the
/// fold in the same snapshot.
/// </summary>
/// <param name="Given">The last level that a model gave; while one is in use that is the level.</param>
public readonly record struct ReferentMemory(RiskLevel Level, DateTimeOffset LevelSince, RiskLevel Given)
{
    private const byte Format = 1;
    private const int Length = 10;

    // Half a byte for each level; the upper half is needed only while there is none.
    private const int Upper = 4;
    private const int Lower = 0b1111;

    public ReferentMemory With(RiskLevel level, DateTimeOffset since) =>
        new(level, since, level == RiskLevel.None ? Given : level);

    public static ReferentSnapshot Write(ReferentMemory memory, ReferentFold fold)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var head = output.GetSpan(Length);
        head[0] = Format;
        head[1] = checked((byte)((int)memory.Level
            | (memory.Level == RiskLevel.None ? (int)memory.Given << Upper : 0)));
        BinaryPrimitives.WriteInt64LittleEndian(head[2..], memory.LevelSince.UtcTicks);
        output.Advance(Length);
        fold.WriteTo(output);
        return new ReferentSnapshot(fold.Offset, output.WrittenSpan.ToArray());
    }

    /// <summary>The two parts of a snapshot; a fold of null is of another version and has to be made again.</summary>
    public static (ReferentMemory Memory, ReferentFold? Fold) Read(ReferentId referent, ReferentSnapshot snapshot)
    {
        var state = snapshot.State.Span;
        if (state.Length < Length || state[0] != Format)
            return (default, null);

        var since = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(state[2..]), TimeSpan.Zero);
        var level = (RiskLevel)(state[1] & Lower);
        var given = level == RiskLevel.None ? (RiskLevel)(state[1] >> Upper) : level;
        return (new ReferentMemory(level, since, given), ReferentFold.Read(referent, state[Length..]));
    }
}
