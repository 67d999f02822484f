using System.CommandLine;
using System.Globalization;
using Supervision.Sql;
using Supervision.Sql.Encryption;

namespace Supervision.Server.Commands;

/// <summary>Shows and replaces the keys that payloads are encrypted with where they rest.</summary>
internal static class EncryptionCommand
{
    public static Command Create() => new(
        "encryption",
        "The keys that payloads are encrypted with where they rest. The key of these keys is in a file: " +
        "Supervision__Sql__Encryption__KeyFile, or beside the data folder, its name with .key.")
    {
        Status(), Rotate(),
    };

    private static Command Status()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var command = new Command("status", "Lists the data keys, oldest first; the last one is written with.")
        {
            data,
        };
        options.AddTo(command);
        command.SetAction(line => Show(line.GetRequiredValue(data), options.Read(line)));
        return command;
    }

    private static Command Rotate()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var wrapping = new Option<bool>("--new-key-file-key")
        {
            Description =
                "Adds a key to the key file and wraps all data keys with it. The old one can then be taken out of the "
                + "file, which ends every back-up made before.",
        };
        var keep = new Option<bool>("--same-data-key")
        {
            Description = "Makes no new data key; only seals what is in clear or under an old one.",
        };
        var compact = new Option<bool>("--compact")
        {
            Description = "Then writes the files or tables anew, so that nothing of before is left in free space.",
        };
        var command = new Command(
            "rotate",
            "Makes a new data key, encrypts every payload with it, and removes the old ones. On files no server may "
            + "run meanwhile. On PostgreSQL servers may go on; an old key then stays until a run an hour later.")
        {
            data, wrapping, keep, compact,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(data), options.Read(line), line.GetValue(wrapping), line.GetValue(keep),
            line.GetValue(compact), cancellation));
        return command;
    }

    private static int Show(DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration)
    {
        using var services = DataServices.OpenForReading(data, configuration);
        foreach (var key in services.GetRequiredService<Resealing>().Keys())
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"data key {key.Number}, made {key.MadeAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, wrapped by {key.WrappedBy}"));
        return ExitCodes.Done;
    }

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, bool wrapping, bool keep, bool compact,
        CancellationToken cancellation)
    {
        await using var services = DataServices.Build(data, configuration, MachineClock.Time, readOnly: false);
        var isAlone = IsAlone(services);
        var resealing = services.GetRequiredService<Resealing>();
        if (wrapping)
            Console.WriteLine($"The key file has a new key, {DataServices.Guard(resealing.AddWrappingKey)}.");
        if (!keep)
            Console.WriteLine($"Data key {resealing.AddKey()} is written with from now on.");
        var counts = await Bars.Show("Encrypting", bar => resealing.Run(
            (table, rows) => bar.Show(0, string.Create(CultureInfo.InvariantCulture, $"{table}: {rows:N0} rows")),
            cancellation));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Looked at {counts.Seen:N0} payloads, encrypted {counts.Rewritten:N0}."));
        var (removed, kept) = resealing.RemoveOldKeys(isAlone);
        if (removed.Count > 0)
            Console.WriteLine($"Removed data keys {string.Join(", ", removed)}.");
        if (kept.Count > 0)
            Console.WriteLine(
                $"Data keys {string.Join(", ", kept)} stay while other processes may still write with them; run "
                + "'encryption rotate --same-data-key' in an hour.");
        if (compact)
            services.CompactSupervisionData();
        return ExitCodes.Done;
    }

    /// <summary>A folder has a lock; on a server other processes may be connected.</summary>
    private static bool IsAlone(ServiceProvider services)
    {
        DataFolders.Open(services);
        try
        {
            services.OpenSupervisionDataAlone();
            return true;
        }
        catch (UnusableDataException)
        {
            return false;
        }
    }
}
