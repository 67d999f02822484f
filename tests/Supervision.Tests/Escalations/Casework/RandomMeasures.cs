using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Tests.Escalations.Casework;

/// <summary>Measures of which some are allowed, some are too much, and some make no sense.</summary>
internal static class RandomMeasures
{
    public static IntendedMeasure Of(Random chance, CaseFile file, string[] keys)
    {
        var kind = (MeasureKind)chance.Next(4);
        ImmutableArray<string> findings = chance.Next(8) == 0
            ? [keys[chance.Next(keys.Length)]]
            : [.. file.Breaches.Take(chance.Next(1, 3)).Select(breach => breach.Id)];
        var isOfRecognition = kind >= MeasureKind.Suspension;
        return new IntendedMeasure(
            kind,
            findings,
            isOfRecognition ? [(Purpose)(chance.Next(5) == 0 ? 2 : 0)] : [],
            chance.Next(3) == 0,
            kind == MeasureKind.Fine && chance.Next(9) > 0 ? chance.Next(1, 700_000) : null,
            !isOfRecognition ? null
                : kind == MeasureKind.Suspension ? RecognitionGround.CriminalInvestigation
                : (RecognitionGround)chance.Next(9));
    }
}
