using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>The government recognised the referent for a purpose.</summary>
public sealed record RecognitionGranted(Purpose Purpose, RecognitionGround? Ground = null) : Fact;

/// <summary>The recognition for a purpose was suspended.</summary>
public sealed record RecognitionSuspended(Purpose Purpose, RecognitionGround? Ground = null) : Fact;

/// <summary>The suspension for a purpose ended.</summary>
public sealed record RecognitionResumed(Purpose Purpose, RecognitionGround? Ground = null) : Fact;

/// <summary>The recognition for a purpose was withdrawn.</summary>
public sealed record RecognitionWithdrawn(Purpose Purpose, RecognitionGround? Ground = null) : Fact;

/// <summary>What a referent can be recognised for.</summary>
[JsonConverter(typeof(ClosedList<Purpose>))]
public enum Purpose
{
    Labour,
    Research,
    Study,
    Exchange,
}

[JsonConverter(typeof(ClosedList<RecognitionGround>))]
public enum RecognitionGround
{
    ConditionsMet,
    ConditionsNotMet,
    DutiesNotMet,
    WrongInformation,
    OnRequest,
    ThreeFines,
    NoCooperation,
    AbuseKnown,
    Inactivity,
    Insolvency,
    CriminalInvestigation,
    InspectorateInvestigation,
    CodeOfConductComplaint,
    InvestigationEnded,
    Debarment,
    Other,
}
