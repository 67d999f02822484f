using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Inboxes;

/// <summary>What a case asks its officer to know.</summary>
public static class Skills
{
    /// <summary>The purposes that a referent is recognised for, or was until its suspension.</summary>
    public static ImmutableArray<Purpose> NeededFor(RegisterRow register)
    {
        (Purpose Purpose, RecognitionStatus Status)[] all =
        [
            (Purpose.Labour, register.Labour),
            (Purpose.Research, register.Research),
            (Purpose.Study, register.Study),
            (Purpose.Exchange, register.Exchange),
        ];
        return
        [
            .. all.Where(one => one.Status is RecognitionStatus.Recognised or RecognitionStatus.Suspended)
                .Select(one => one.Purpose),
        ];
    }
}
