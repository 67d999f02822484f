using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Models;

/// <summary>How far a version of a risk model has come. Only one version is in use at a time.</summary>
[JsonConverter(typeof(ClosedList<ModelStage>))]
public enum ModelStage
{
    Draft,

    /// <summary>Evaluated beside the one in use, touching nothing.</summary>
    Shadow,

    /// <summary>An assurance report about this very document passed.</summary>
    Assured,

    /// <summary>Two people who did not write it approved it, with its documents and a review date.</summary>
    Approved,
    InUse,

    /// <summary>Stopped, replaced or past its review date. It needs two approvals again.</summary>
    Suspended,

    /// <summary>Never again.</summary>
    Retired,
}
