namespace Supervision.Server;

/// <summary>What a process does in a cluster.</summary>
internal enum ServerRole
{
    /// <summary>Silo and gateway in one; alone on SQLite, or with others on PostgreSQL.</summary>
    All,

    /// <summary>Grains and streams; over HTTP only health and metrics.</summary>
    Silo,

    /// <summary>The REST API: appends to the log itself, and asks the grains on the silos.</summary>
    Gateway,
}
