namespace Supervision.Benchmarks.Chaos;

/// <summary>What one run of the chaos test does. The same seed makes the same events and choices.</summary>
internal sealed record ChaosPlan
{
    public required int Seed { get; init; }

    /// <summary>How long the clients send.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(3);

    public int EventsPerSecond { get; init; } = 2_000;

    public int Clients { get; init; } = 16;

    public int Referents { get; init; } = 2_000;

    public int Silos { get; init; } = 3;

    /// <summary>How often a random silo is killed and started again.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Each time a second silo is killed this long after the first; zero for none.</summary>
    public TimeSpan SecondKillAfter { get; init; }

    /// <summary>How long one silo is stopped with SIGSTOP, a third into the run; zero for not.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How often PostgreSQL is restarted, spread over the run.</summary>
    public int DatabaseRestarts { get; init; }

    /// <summary>How long PostgreSQL is away at each restart.</summary>
    public TimeSpan DatabaseAway { get; init; } = TimeSpan.FromSeconds(3);
}
