using System.Buffers;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Risk;

/// <summary>A score as canonical JSON (RFC 8785), for exports that are compared byte for byte.</summary>
public static class RiskJson
{
    /// <summary>Writes the score without a line end. Nothing in it depends on when events were received.</summary>
    public static void WriteCanonical(
        Score score, ReferentId referent, LogPosition position, IBufferWriter<byte> output)
    {
    }
}
