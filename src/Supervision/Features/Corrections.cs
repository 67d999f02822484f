using System.Text.Json;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Features;

/// <summary>Which facts are about other events, and what they make of them.</summary>
public static class Corrections
{
    /// <summary>The event that the fact corrects or retracts, or null when it is about the world.</summary>
    public static EventKey? TargetOf(Fact fact) => fact switch
    {
        FactCorrected corrected => corrected.Target,
        FactRetracted retracted => retracted.Target,
        _ => null,
    };

    /// <summary>
    /// Whether the correction may be of this event at all: what arose here is put right by what gave it, as when an
    /// objection is upheld, and by nothing else.
    /// </summary>
    public static bool MayBeOf(RecordedFact original, RecordedFact correction) =>
        original.Fact is not IOwnFact
        || (original.Key.Source == correction.Key.Source
            && original.Key.Source.StartsWith(OwnSubjects.SourcePrefix, StringComparison.Ordinal));

    /// <summary>
    /// What the original says after the correction: null when retracted. False when the correction does not apply,
    /// because its data are not of the original's type.
    /// </summary>
    internal static bool TryApply(RecordedFact original, Fact correction, out Fact? replacement)
    {
        replacement = null;
        if (correction is FactRetracted)
            return true;

        if (correction is not FactCorrected corrected || corrected.Data.ValueKind != JsonValueKind.Object)
            return false;

        try
        {
            var type = FactTypes.NameOf(original.Fact);
            replacement = FactTypes.Read(type, JsonSerializer.SerializeToUtf8Bytes(corrected.Data));
            return true;
        }
        catch (FormatException)
        {
            // Expected: what came in is of another type. The caller quarantines the correction.
            return false;
        }
    }
}
