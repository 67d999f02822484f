using System.Collections.Immutable;

namespace Supervision.Contracts.Retention;

/// <summary>Carries out retention for the whole system, one run at a time. There is one, under one key.</summary>
[GrainInterfaceType("retention"), Alias("retention-grain")]
public interface IRetentionGrain : IGrainWithStringKey
{
    /// <summary>Begins a run, by somebody's order.</summary>
    [Alias("start")]
    Task<RetentionReceipt> Start(StartRetention command, CancellationToken cancellation);

    /// <summary>Begins the run of a day, unless there was one of that day; by what the configuration says.</summary>
    [Alias("start-of-day")]
    Task StartOfDay(DateOnly day, string decidedBy, CancellationToken cancellation);

    /// <summary>The last runs, the newest first.</summary>
    [Alias("list")]
    Task<ImmutableArray<RetentionRunView>> List(CancellationToken cancellation);
}

/// <summary>Orders a run.</summary>
/// <param name="RunId">One that no other run has.</param>
/// <param name="IsPreview">Only say what would be erased.</param>
/// <param name="By">Who orders it: the id of the actor.</param>
[GenerateSerializer, Immutable, Alias("start-retention")]
public sealed record StartRetention(
    [property: Id(0)] string RunId, [property: Id(1)] bool IsPreview, [property: Id(2)] string By);

/// <summary>What became of an order to run.</summary>
[GenerateSerializer, Immutable, Alias("retention-receipt")]
public sealed record RetentionReceipt(
    [property: Id(0)] RetentionRunView? Run, [property: Id(1)] Refusal? Refusal);

/// <summary>One run, as far as it is.</summary>
/// <param name="State"><c>running</c>, <c>done</c>, <c>limit-reached</c>, <c>failed</c> or <c>broken-off</c>.</param>
/// <param name="Looked">Subjects that were looked at.</param>
/// <param name="Referents">Dossiers of which something is due.</param>
/// <param name="Held">Dossiers with something due that are held, by why.</param>
/// <param name="Erased">Payloads erased; none in a preview.</param>
/// <param name="ScoresErased">Changes of level erased.</param>
[GenerateSerializer, Immutable, Alias("retention-run")]
public sealed record RetentionRunView(
    [property: Id(0)] string RunId,
    [property: Id(1)] bool IsPreview,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset? EndedAt,
    [property: Id(5)] string State,
    [property: Id(6)] int Looked,
    [property: Id(7)] int Referents,
    [property: Id(8)] ImmutableArray<DueView> Due,
    [property: Id(9)] ImmutableArray<HeldView> Held,
    [property: Id(10)] int Erased,
    [property: Id(11)] int ScoresErased);

/// <summary>Payloads that are due, of one type.</summary>
/// <param name="Kind">The word for what they are about.</param>
[GenerateSerializer, Immutable, Alias("retention-due")]
public sealed record DueView(
    [property: Id(0)] string Kind, [property: Id(1)] string Type, [property: Id(2)] int Count);

/// <summary>Dossiers that are held, by why.</summary>
[GenerateSerializer, Immutable, Alias("retention-held")]
public sealed record HeldView([property: Id(0)] string Because, [property: Id(1)] int Dossiers);

/// <summary>The typed way to the grain.</summary>
public static class RetentionGrains
{
    private const string OnlyKey = "runs";

    public static IRetentionGrain Retention(this IGrainFactory grains) => grains.GetGrain<IRetentionGrain>(OnlyKey);
}
