using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>What people did with what the model put forward, and whether they judge alike.</summary>
/// <param name="Followed">The part that was looked into; the rest was overridden.</param>
/// <param name="Findings">Of what was looked into, the part with a finding.</param>
public sealed record UseFigures(
    long? Cases, Figure Followed, Figure Findings, ImmutableArray<FollowedFigures> Groups, AgreementFigures Agreement);

/// <summary>One group, or one team: the attribute is `team` then.</summary>
/// <param name="Difference">From the reference in the part that was followed; null for that itself.</param>
/// <param name="Holm">Over all groups and teams.</param>
public sealed record FollowedFigures(
    string Attribute, string Group, long? Cases, Figure Followed, Figure Findings, Figure? Difference, Figure? Ratio,
    double? PValue, double? Holm);

/// <summary>How far readers of the same case agree, beyond chance.</summary>
/// <param name="Cases">Read by two or more.</param>
/// <param name="Share">The part on which the first two readers said the same; kappa is of these two as well.</param>
public sealed record AgreementFigures(long? Cases, Figure Share, Figure Kappa, Figure Alpha);

/// <summary>What checks found by how they were chosen: does the model do better than drawing by lot?</summary>
/// <param name="Difference">The hit rate of the risk channel less that of the random one.</param>
/// <param name="ChecksNeeded">
/// Of both channels together, for a difference as large as this one to be shown, at level 0.05 on two sides with power
/// 0.8; null where no difference was seen.
/// </param>
public sealed record EffectFigures(
    ImmutableArray<ChannelFigures> Channels, Figure Difference, Figure Ratio, double? PValue, long? ChecksNeeded);

/// <summary>One channel.</summary>
/// <param name="Share">Its part of all checks.</param>
public sealed record ChannelFigures(string Channel, long? Checks, Figure Share, Figure HitRate);
