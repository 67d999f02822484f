using System.Collections.Immutable;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Contracts.Models;

/// <summary>All versions of all models, one command at a time. The key is 0.</summary>
[GrainInterfaceType("model-register"), Alias("model-register-grain")]
public interface IModelRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>Lays down a version.</summary>
    [Alias("draft")]
    Task<ModelReceipt> Draft(DraftModel command, CancellationToken cancellation);

    [Alias("move-to-shadow")]
    Task<ModelReceipt> MoveToShadow(MoveModel command, CancellationToken cancellation);

    /// <summary>Submits an assurance report, which is looked up.</summary>
    [Alias("assure")]
    Task<ModelReceipt> Assure(AssureModel command, CancellationToken cancellation);

    /// <summary>One of the two approvals that it takes.</summary>
    [Alias("approve")]
    Task<ModelReceipt> Approve(ApproveModel command, CancellationToken cancellation);

    [Alias("take-into-use")]
    Task<ModelReceipt> TakeIntoUse(MoveModel command, CancellationToken cancellation);

    /// <summary>
    /// Stops whatever is in use. Once it is answered the stop is stored; every process lets go of the model within the
    /// term of its lease.
    /// </summary>
    [Alias("stop")]
    Task<ModelReceipt> Stop(StopModel command, CancellationToken cancellation);

    /// <summary>Looks what assurance now says of what is in use, and stops it when that trips a gate.</summary>
    [Alias("examine")]
    Task<ModelReceipt> Examine(CancellationToken cancellation);

    [Alias("retire")]
    Task<ModelReceipt> Retire(MoveModel command, CancellationToken cancellation);

    /// <summary>Lets a stopped trial go on.</summary>
    [Alias("resume-trial")]
    Task<ModelReceipt> ResumeTrial(StopModel command, CancellationToken cancellation);
}

/// <summary>Lays down a version.</summary>
/// <param name="Document">The document, in any form; at most as long as a model may be.</param>
[GenerateSerializer, Immutable, Alias("draft-model")]
public sealed record DraftModel(
    [property: Id(0)] ImmutableArray<byte> Document,
    [property: Id(1)] ModelActor By,
    [property: Id(2)] string Reason);

/// <summary>Brings a version to another stage.</summary>
[GenerateSerializer, Immutable, Alias("move-model")]
public sealed record MoveModel(
    [property: Id(0)] ModelVersionName Name,
    [property: Id(1)] ModelActor By,
    [property: Id(2)] string Reason);

/// <summary>Submits an assurance report.</summary>
[GenerateSerializer, Immutable, Alias("assure-model")]
public sealed record AssureModel(
    [property: Id(0)] ModelVersionName Name,
    [property: Id(1)] string Report,
    [property: Id(2)] ModelActor By,
    [property: Id(3)] string Reason);

/// <summary>Approves a version.</summary>
[GenerateSerializer, Immutable, Alias("approve-model")]
public sealed record ApproveModel(
    [property: Id(0)] ModelVersionName Name,
    [property: Id(1)] ModelGrounds Grounds,
    [property: Id(2)] ModelActor By,
    [property: Id(3)] string Reason);

/// <summary>Stops what is in use, or lets a trial go on.</summary>
/// <param name="Trial">The trial that the process of the caller was started with; null when it has none.</param>
[GenerateSerializer, Immutable, Alias("stop-model")]
public sealed record StopModel(
    [property: Id(0)] ModelActor By,
    [property: Id(1)] string Reason,
    [property: Id(2)] ModelIdentity? Trial);

/// <summary>The answer to a command; the register itself is read from the log.</summary>
/// <param name="Refusal">Why not; null when it is done, or was done already.</param>
/// <param name="Errors">Everything that is wrong with a document; empty when nothing is.</param>
[GenerateSerializer, Immutable, Alias("model-receipt")]
public sealed record ModelReceipt(
    [property: Id(0)] Refusal? Refusal, [property: Id(1)] ImmutableArray<Refusal> Errors);

/// <summary>The typed way to the grain of models.</summary>
public static class ModelGrains
{
    public static IModelRegisterGrain Models(this IGrainFactory grains) =>
        grains.GetGrain<IModelRegisterGrain>(0);
}
