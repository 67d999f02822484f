using System.CommandLine;
using Supervision.Log;

namespace Supervision.Server.Commands;

/// <summary>Walks the hash chain of every partition.</summary>
internal static class VerifyLogCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var command = new Command(
            "verify-log",
            "Walks the hash chain of every partition of the log and reports the first broken link of each, and which " +
            "payloads were erased. Only reads, so a server may be running. Exit code 1 when a chain is broken.")
        {
            data,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) =>
            Run(line.GetRequiredValue(data), options.Read(line), cancellation));
        return command;
    }

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var (events, erased, broken) = (0L, 0L, 0);
        await foreach (var proof in services.GetRequiredService<IEventLog>().Verify(cancellation))
        {
            events += proof.Verified;
            erased += proof.Erased;
            broken += proof.BrokenBecause is null ? 0 : 1;
            Console.WriteLine(proof.BrokenBecause is { } why
                ? $"partition {proof.Partition}: BROKEN at {new LogPosition(proof.Partition, proof.Offset)}, "
                    + $"after {proof.Verified} good events: {why}"
                : $"partition {proof.Partition}: {proof.Verified} events, the chain holds");
            if (proof.Erased > 0)
                Console.WriteLine($"partition {proof.Partition}: {Erased(proof)}");
        }

        Console.WriteLine(broken == 0
            ? $"The log holds: {events} events."
            : $"The log is BROKEN in {broken} of its partitions.");
        if (erased > 0)
            Console.WriteLine($"Of them, {erased} have had their payload erased.");
        return broken == 0 ? ExitCodes.Done : ExitCodes.FoundWrong;
    }

    /// <summary>What the chain cannot vouch for: that something was there, and when, but not what it said.</summary>
    private static string Erased(LogProof proof)
    {
        var more = proof.Erased - proof.ErasedAt.Length;
        return $"{proof.Erased} payloads erased, at {string.Join(", ", proof.ErasedAt)}"
            + (more > 0 ? $" and {more} more" : "");
    }
}
