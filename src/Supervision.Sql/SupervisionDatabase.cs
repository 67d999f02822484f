using System.Globalization;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;
using Supervision.Sql.Migrations;
using Supervision.Sql.ReadModel;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql;

/// <summary>The open data folder: its lock, the writer, the readers, and what the log keeps in memory.</summary>
internal sealed class SupervisionDatabase : IDisposable
{
    private const string PartitionCountName = "partition_count";

    private readonly DataFolder? _folder;
    private readonly SqliteWriter? _writer;

    private SupervisionDatabase(
        DataFolder? folder, string logFile, int partitionCount, SqlOptions options, Session session, KeyRing keys,
        TimeProvider time, LogTail tail)
    {
        _folder = folder;
        Keys = keys;
        PartitionCount = partitionCount;
        Heads = new LogHeads([.. LogHeads.Read(session).Select(row => row.Head)]);
        Rows = new EventRows(Names, keys);
        Appender = new LogAppender(PartitionCount, Heads, Names, keys, tail, time);
        Flushes = new FlushWriting(Names, keys);
        Listing = new ReferentListing(Names.Models);
        Changes = new ChangeSignal(
            session.Prepared("SELECT coalesce(max(sequence), 0) FROM risk_change").All(row => row.Long(0))[0]);
        Readers = new ReaderPool(logFile, options.Readers, options.BusyTimeout);
        _writer = folder is null ? null : new SqliteWriter(session, Appender, options.QueuedCallsMax);
    }

    public int PartitionCount { get; }

    /// <summary>What payloads are sealed with.</summary>
    public KeyRing Keys { get; }

    public required IDataKeyRows DataKeys { get; init; }

    public LogNameTables Names { get; } = new();

    public LogHeads Heads { get; }

    public FlushWriting Flushes { get; }

    public ReferentListing Listing { get; }

    public ChangeSignal Changes { get; }

    public EventRows Rows { get; }

    public LogAppender Appender { get; }

    public SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The folder is open for reading.");

    public ReaderPool Readers { get; }

    /// <summary>The scripts that opening it applied.</summary>
    public IReadOnlyList<string> Migrated { get; private init; } = [];

    public string GrainFile =>
        _folder?.GrainFile ?? throw new InvalidOperationException("The folder is open for reading.");

    /// <exception cref="DataFolderException">In use, newer than the program, or partitioned otherwise.</exception>
    public static SupervisionDatabase Open(
        SqlOptions options, IKeyEncryption wrapping, TimeProvider time, LogTail tail)
    {
        if (options.ReadOnly)
            return OpenForReading(options, wrapping, time, tail);

        var folder = DataFolder.Open(options.DataFolder);
        Session? session = null;
        try
        {
            session = Session.ForWriting(folder.LogFile, options.BusyTimeout);
            var migrated = Migrator.Apply(session, "", time);
            SettlePartitions(session, options.PartitionCount);
            using (var grains = Session.ForWriting(folder.GrainFile, options.BusyTimeout))
                migrated = [.. migrated, .. Migrator.Apply(grains, "grains/", time)];
            var rows = new SqliteDataKeys(folder.LogFile, options.BusyTimeout);
            var keys = KeyRing.Open(rows, wrapping, options.Encryption.Enabled, makes: true, time);
            return new SupervisionDatabase(
                folder, folder.LogFile, options.PartitionCount, options, session, keys, time, tail)
            {
                Migrated = migrated,
                DataKeys = rows,
            };
        }
        catch
        {
            session?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Both files anew, and nothing left in their write-ahead logs.</summary>
    public void Compact(TimeSpan busyTimeout)
    {
        foreach (var file in (ReadOnlySpan<string>)[_folder!.LogFile, GrainFile])
        {
            using var session = Session.ForWriting(file, busyTimeout);
            session.Execute("VACUUM");
            session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    public void Dispose()
    {
        Readers.Dispose();
        _writer?.Dispose();
        Keys.Dispose();
        _folder?.Dispose();
    }

    /// <summary>As it is at this moment; the ends of the log do not move on.</summary>
    private static SupervisionDatabase OpenForReading(
        SqlOptions options, IKeyEncryption wrapping, TimeProvider time, LogTail tail)
    {
        var file = DataFolder.LogFileOf(options.DataFolder);
        if (!File.Exists(file))
            throw new DataFolderException($"There is no log in the folder {Path.GetFullPath(options.DataFolder)}.");

        using var session = Session.ForReading(file, options.BusyTimeout);
        var partitions = session.Prepared("SELECT value FROM log_setting WHERE name = ?1").Bind(1, PartitionCountName);
        if (!partitions.Step())
            throw new DataFolderException($"The log in the folder {options.DataFolder} was never opened for writing.");

        var count = (int)partitions.Long(0);
        partitions.Reset();
        var rows = new SqliteDataKeys(file, options.BusyTimeout);
        var keys = KeyRing.Open(rows, wrapping, options.Encryption.Enabled, makes: false, time);
        return new SupervisionDatabase(null, file, count, options, session, keys, time, tail) { DataKeys = rows };
    }

    private static void SettlePartitions(Session session, int partitionCount)
    {
        var select = session.Prepared("SELECT value FROM log_setting WHERE name = ?1").Bind(1, PartitionCountName);
        if (select.Step())
        {
            var stored = select.Long(0);
            select.Reset();
            if (stored != partitionCount)
                throw new DataFolderException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The log in this data folder has {stored} partitions and the configuration says {partitionCount}. "
                    + $"The number is chosen when a log is created; set it back, or use another data folder."));
            return;
        }

        session.Execute("BEGIN IMMEDIATE");
        session.Prepared("INSERT INTO log_setting (name, value) VALUES (?1, ?2)")
            .Bind(1, PartitionCountName).Bind(2, partitionCount).Execute();
        var insert = session.Prepared(
            "INSERT INTO part_head (partition, offset, recorded_at, chain) VALUES (?1, 0, 0, ?2)");
        for (var partition = 0; partition < partitionCount; partition++)
            insert.Bind(1, partition).Bind(2, HashChain.Origin).Execute();
        session.Execute("COMMIT");
    }
}
