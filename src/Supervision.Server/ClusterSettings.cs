using System.ComponentModel.DataAnnotations;
using System.Net;
using Supervision.Sql;

namespace Supervision.Server;

/// <summary>Which cluster a process belongs to, what it does in it, and where the others find it.</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Supervision:Cluster";
    public const string RoleKey = "Supervision:Role";

    private const int SiloPortDefault = 11_111;
    private const int GatewayPortDefault = 30_000;

    /// <summary>What the process does (default all), from <see cref="RoleKey"/>.</summary>
    public ServerRole Role { get; private set; }

    public bool IsPostgres { get; private set; }

    /// <summary>Silos talk to each other here; 0 is any. Default 11,111, or free with the role all.</summary>
    [Range(0, 65_535)]
    public int? SiloPort { get; set; }

    /// <summary>Gateways talk to the silo here; 0 is any. Default 30,000, or free with the role all.</summary>
    [Range(0, 65_535)]
    public int? SiloGatewayPort { get; set; }

    /// <summary>The IP address that others reach this silo at (default: the first one of the machine).</summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>Processes of one id form one cluster (default supervision).</summary>
    [Required, StringLength(150, MinimumLength = 1)]
    public string ClusterId { get; set; } = "supervision";

    /// <summary>Part of the key of everything that grains store (default supervision); never changed.</summary>
    [Required, StringLength(150, MinimumLength = 1)]
    public string ServiceId { get; set; } = "supervision";

    /// <exception cref="CannotStartException">They do not fit together.</exception>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        var settings = Bind(configuration);
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), errors, true))
            throw new CannotStartException(
                string.Join(Environment.NewLine, errors.Select(error => error.ErrorMessage)));
        if (settings.AdvertisedAddress.Length > 0 && !IPAddress.TryParse(settings.AdvertisedAddress, out _))
            throw new CannotStartException("The advertised address of a silo is an IP address, such as 10.0.0.7.");
        if (settings.Role != ServerRole.All && !settings.IsPostgres)
            throw new CannotStartException(
                "SQLite is for one process. The roles silo and gateway need PostgreSQL: name it with --database.");
        return settings;
    }

    /// <summary>The two ports of a silo; free ones where none is named and none is expected.</summary>
    public (int Silo, int Gateway) Ports()
    {
        var (free, otherFree) = FreePorts.Two();
        var isFixed = Role == ServerRole.Silo;
        return (
            (SiloPort ?? (isFixed ? SiloPortDefault : 0)) is var silo and > 0 ? silo : free,
            (SiloGatewayPort ?? (isFixed ? GatewayPortDefault : 0)) is var gateway and > 0 ? gateway : otherFree);
    }

    private static ClusterSettings Bind(IConfiguration configuration)
    {
        try
        {
            var settings = configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
            settings.Role = configuration.GetValue(RoleKey, ServerRole.All);
            settings.IsPostgres = configuration.GetSection(SqlOptions.Section)
                .GetValue(nameof(SqlOptions.Database), SqlDatabase.Sqlite) == SqlDatabase.Postgres;
            return settings;
        }
        catch (InvalidOperationException unreadable)
        {
            throw new CannotStartException($"The configuration cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
