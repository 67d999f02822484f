using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Audits;

/// <summary>How much an audit bundle may hold, and what it is signed with.</summary>
public sealed class AuditOptions
{
    public const string Section = "Supervision:Audit";

    /// <summary>
    /// The file of the signing key (default: beside the data folder, its name with <c>.signing.pem</c>). Made, for its
    /// owner alone, when the first bundle is asked for. All processes that sign need the same.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Dossiers in one bundle (default 500).</summary>
    [Range(1, 10_000)]
    public int ReferentsMax { get; set; } = 500;

    /// <summary>Events in one bundle (default 100,000).</summary>
    [Range(1, 500_000)]
    public int EventsMax { get; set; } = 100_000;

    /// <summary>Scores in one bundle, each with its explanation (default 5,000).</summary>
    [Range(1, 50_000)]
    public int ScoresMax { get; set; } = 5_000;

    /// <summary>
    /// Steps of the chain in one bundle (default 5,000,000), 40 bytes each: from the first event in it to the end of
    /// its partition.
    /// </summary>
    [Range(1, 50_000_000)]
    public long ChainStepsMax { get; set; } = 5_000_000;

    /// <summary>Bundles that a process makes at once (default 2); a further one is answered 503.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 2;
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class AuditOptionsValidator : IValidateOptions<AuditOptions>;
