using System.Globalization;
using Npgsql;

namespace Supervision.Benchmarks.Databases;

/// <summary>
/// What a PostgreSQL server on this machine has used of its cores: its main process, those that it has now, and those
/// that have ended. It says more than a rate where neighbours take what they can get.
/// </summary>
internal sealed class PostgresProcessorTime
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux of today.

    private readonly int? _main;

    private PostgresProcessorTime(int? main) => _main = main;

    public static async Task<PostgresProcessorTime> Of(NpgsqlConnection connection)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT pg_backend_pid()";
        var backend = (int)(await ask.ExecuteScalarAsync())!;
        return new PostgresProcessorTime(Fields(backend) is { } fields ? Number(fields[1]) : null);
    }

    /// <summary>Null when the server is not on this machine.</summary>
    public TimeSpan? Now()
    {
        if (_main is not { } main || Fields(main) is not { } own)
            return null;

        var ticks = Ticks(own, 11) + Ticks(own, 13);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Fields(id) is { } fields && Number(fields[1]) == main)
                ticks += Ticks(fields, 11);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>User and system time, beside each other.</summary>
    private static long Ticks(string[] fields, int first) => Number(fields[first]) + Number(fields[first + 1]);

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    /// <summary>What follows the name in <c>/proc/ID/stat</c>, the state first; null without such a process.</summary>
    private static string[]? Fields(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // It has ended, or this is not Linux.
        }
    }
}
