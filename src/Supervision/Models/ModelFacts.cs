using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Models;

/// <summary>Something that happened to a version of a risk model. Kept on the log, all under one subject.</summary>
/// <param name="Model">The id of the model.</param>
public abstract record ModelFact(string Model, string Version);

/// <summary>Who did it, in which roles, and why. The id, never a name.</summary>
public sealed record ModelStep(string By, ImmutableArray<Role> Roles, string Reason);

/// <summary>A version was laid down; its document never changes.</summary>
/// <param name="Hash">Of the canonical form of the document.</param>
/// <param name="Document">The canonical form.</param>
public sealed record ModelDrafted(string Model, string Version, string Hash, string Document, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>It is evaluated beside the one in use from now on.</summary>
public sealed record ModelShadowed(string Model, string Version, ModelStep Step) : ModelFact(Model, Version);

/// <summary>A report about this document passed.</summary>
/// <param name="Report">The reference of the report.</param>
public sealed record ModelAssured(string Model, string Version, string Report, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>One of the two people that it takes approved it.</summary>
public sealed record ModelApprovalGiven(string Model, string Version, ModelGrounds Grounds, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>The second of two people approved the same; it may go into use.</summary>
public sealed record ModelApproved(string Model, string Version) : ModelFact(Model, Version);

/// <summary>It gives the scores from now on.</summary>
public sealed record ModelTakenIntoUse(string Model, string Version, ModelStep Step) : ModelFact(Model, Version);

/// <summary>Somebody with the stop right stopped it.</summary>
public sealed record ModelStopped(string Model, string Version, ModelStep Step) : ModelFact(Model, Version);

/// <summary>An assurance report tripped a hard gate, and it stopped by itself.</summary>
/// <param name="Report">The report.</param>
/// <param name="Gate">The question of the gate.</param>
/// <param name="Detail">What was found, and what the gate asks.</param>
public sealed record ModelGateTripped(string Model, string Version, string Report, string Gate, string Detail)
    : ModelFact(Model, Version);

/// <summary>Another version went into use in its place.</summary>
/// <param name="Successor">The name of that version.</param>
public sealed record ModelReplaced(string Model, string Version, string Successor, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>Its review date came, and it ended by itself.</summary>
public sealed record ModelReviewDatePassed(string Model, string Version, DateOnly ReviewOn)
    : ModelFact(Model, Version);

/// <summary>It will not be used any more.</summary>
public sealed record ModelRetired(string Model, string Version, ModelStep Step) : ModelFact(Model, Version);

/// <summary>A trial without assurance, which this machine alone can hold, was stopped.</summary>
public sealed record ModelTrialStopped(string Model, string Version, string Hash, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>A stopped trial may go on where it is asked for.</summary>
public sealed record ModelTrialResumed(string Model, string Version, string Hash, ModelStep Step)
    : ModelFact(Model, Version);

/// <summary>What a version rests on besides its reliability: references to documents, and when to look again.</summary>
/// <param name="Dpia">The data protection impact assessment.</param>
/// <param name="Fria">The fundamental rights impact assessment (IAMA, FRIA).</param>
/// <param name="LegalGround">The legal ground of the processing.</param>
/// <param name="ReviewOn">On this day, at midnight UTC, its use ends by itself.</param>
[GenerateSerializer, Immutable, Alias("model-grounds")]
public sealed record ModelGrounds(
    [property: Id(0)] string Dpia,
    [property: Id(1)] string Fria,
    [property: Id(2)] string LegalGround,
    [property: Id(3)] DateOnly ReviewOn)
{
    public const int ReferenceLengthMax = 500;
    public const int ReviewDaysMax = 366;
}
