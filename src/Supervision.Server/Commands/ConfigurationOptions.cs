using System.CommandLine;
using Supervision.Server.Observation;
using Supervision.Sql;
using Supervision.Sql.Postgres;

namespace Supervision.Server.Commands;

/// <summary>
/// Options that are keys of the configuration, which they override: the same can be said in an environment variable,
/// such as <c>Supervision__Sql__ConnectionString</c>, where other users of the machine do not see it.
/// </summary>
internal sealed class ConfigurationOptions
{
    private const string DatabaseKey = $"{SqlOptions.Section}:{nameof(SqlOptions.Database)}";
    private const string ConnectionKey = $"{SqlOptions.Section}:{nameof(SqlOptions.ConnectionString)}";

    private const string MigrateKey =
        $"{SqlOptions.Section}:{nameof(SqlOptions.Postgres)}:{nameof(PostgresOptions.MigrateAtStart)}";

    private readonly Option<string?> _database = Text(
        "--database", "CONNECTION",
        "PostgreSQL instead of files, as in 'Host=db;Database=supervision;Username=supervision'. Several processes "
        + "may share it.");

    private readonly Option<bool> _noMigrate = new("--no-migrate")
    {
        Description = "Do not bring the schema of PostgreSQL up to date at start, but refuse an older one.",
    };

    private readonly Option<bool> _dashboard = new("--dashboard")
    {
        Description = "Shows the dashboard of Orleans at /dashboard, to this machine only.",
    };

    private readonly List<(Option<string?> Option, string Key)> _keys = [];

    private ConfigurationOptions()
    {
    }

    /// <summary>Those of a command that only needs the data.</summary>
    public static ConfigurationOptions OfData() => new();

    /// <summary>Those of a process in a cluster.</summary>
    public static ConfigurationOptions OfCluster()
    {
        var options = new ConfigurationOptions();
        options.Add(
            ClusterSettings.RoleKey,
            Text(
                "--role", "ROLE",
                "What this process does: 'all' (the default), or in a cluster on PostgreSQL 'silo' (grains only) or "
                + "'gateway' (the REST API only).")
                .AcceptOnlyFromAmong("all", "silo", "gateway"));
        options.Add(
            nameof(ClusterSettings.SiloPort),
            Text("--silo-port", "PORT", "Where silos talk to this one: 11111 with the role silo, else a free port."));
        options.Add(
            nameof(ClusterSettings.SiloGatewayPort),
            Text(
                "--silo-gateway-port", "PORT",
                "Where gateways talk to this silo: 30000 with the role silo, else a free port."));
        options.Add(
            nameof(ClusterSettings.AdvertisedAddress),
            Text("--advertised-address", "IP", "Where others find this silo: the first address of the machine."));
        options.Add(
            nameof(ClusterSettings.ClusterId),
            Text("--cluster-id", "ID", "Processes of one id form one cluster: 'supervision'."));
        options.Add(
            nameof(ClusterSettings.ServiceId),
            Text("--service-id", "ID", "Part of every key that grains store, never changed: 'supervision'."));
        return options;
    }

    public void AddTo(Command command)
    {
        command.Add(_database);
        if (_keys.Count > 0)
        {
            command.Add(_noMigrate);
            command.Add(_dashboard);
        }

        foreach (var (option, _) in _keys)
            command.Add(option);
    }

    /// <summary>What the command line says, as keys of the configuration.</summary>
    public IReadOnlyDictionary<string, string?> Read(ParseResult line)
    {
        var said = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (line.GetValue(_database) is { } connection)
        {
            said[DatabaseKey] = nameof(SqlDatabase.Postgres);
            said[ConnectionKey] = connection;
        }

        if (_keys.Count > 0 && line.GetValue(_noMigrate))
            said[MigrateKey] = bool.FalseString;
        if (_keys.Count > 0 && line.GetValue(_dashboard))
            said[Dashboard.EnabledKey] = bool.TrueString;
        foreach (var (option, key) in _keys)
        {
            if (line.GetValue(option) is { } value)
                said[key] = value;
        }

        return said;
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    private void Add(string key, Option<string?> option) =>
        _keys.Add((option, key.Contains(':') ? key : $"{ClusterSettings.Section}:{key}"));
}
