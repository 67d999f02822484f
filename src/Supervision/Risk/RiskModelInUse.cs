using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Models;

namespace Supervision.Risk;

/// <summary>The one risk model that scores come from at a moment; and when there is none, why.</summary>
/// <param name="Model">Null when none is in use.</param>
/// <param name="Because">How the last use ended; null when none ever was, or one is in use.</param>
/// <param name="IsTrial">The model was named at the start of the process: a trial without assurance.</param>
public sealed record RiskModelInUse(RiskModel? Model, ModelEnd? Because = null, bool IsTrial = false) : IModelInUse
{
    public static readonly RiskModelInUse None = new(Model: null);

    /// <summary>The models that judge beside it, touching nothing; see decision 25.</summary>
    public ImmutableArray<RiskModel> Shadows { get; init; } = [];

    public string? Hash => Model?.Identity.Hash;

    /// <summary>Why there is no score, for programs; null when there is one.</summary>
    public string? Reason => Model is not null ? null : Because?.Code ?? Scoring.NoModelInUse;

    /// <summary>The score by this model, or none with its reason.</summary>
    public Score Score(ReferentFold fold, DateTimeOffset asOf) =>
        Scoring.Score(fold, Model, asOf) with { Reason = Reason };

    /// <summary>Always this one: for a command that works on what it found, and for tests.</summary>
    public ValueTask<RiskModelInUse> Now(CancellationToken cancellation) => ValueTask.FromResult(this);
}

/// <summary>Which model is in use at this moment, for whoever is about to give a score.</summary>
public interface IModelInUse
{
    /// <summary>To be asked right before a score is made, each time: a model can be stopped at any moment.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be known, so there is no score to give.</exception>
    ValueTask<RiskModelInUse> Now(CancellationToken cancellation);
}
