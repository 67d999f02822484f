using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Contracts.Overrides;

/// <summary>All levels set by hand, one command at a time. The key is 0.</summary>
[GrainInterfaceType("override-register"), Alias("override-register-grain")]
public interface IOverrideRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>A person sets a level on a referent.</summary>
    [Alias("set")]
    Task<OverrideReceipt> Set(SetOverride command, CancellationToken cancellation);

    /// <summary>A person ends it before its time.</summary>
    [Alias("end")]
    Task<OverrideReceipt> End(EndOverride command, CancellationToken cancellation);
}

/// <summary>Sets a level by hand.</summary>
/// <param name="Until">At most 180 days from now.</param>
[GenerateSerializer, Immutable, Alias("set-override")]
public sealed record SetOverride(
    [property: Id(0)] ReferentId Referent,
    [property: Id(1)] RiskLevel Level,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] string Reason,
    [property: Id(4)] ModelActor By);

/// <summary>Ends a level set by hand.</summary>
[GenerateSerializer, Immutable, Alias("end-override")]
public sealed record EndOverride(
    [property: Id(0)] ReferentId Referent, [property: Id(1)] string Reason, [property: Id(2)] ModelActor By);

/// <summary>The answer to a command; the register itself is read from the log.</summary>
/// <param name="Refusal">Why not; null when it is done, or was done already.</param>
[GenerateSerializer, Immutable, Alias("override-receipt")]
public sealed record OverrideReceipt([property: Id(0)] Refusal? Refusal);

/// <summary>The typed way to the grain of levels set by hand.</summary>
public static class OverrideGrains
{
    public static IOverrideRegisterGrain Overrides(this IGrainFactory grains) =>
        grains.GetGrain<IOverrideRegisterGrain>(0);
}
