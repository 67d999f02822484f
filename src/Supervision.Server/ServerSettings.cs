namespace Supervision.Server;

/// <summary>What the command line says about a server.</summary>
/// <param name="Urls">Where to listen, as Kestrel takes it.</param>
/// <param name="Model"><c>example</c>, <c>example-h2</c>, a file, or null when no model is in use.</param>
/// <param name="Clock">What the clock shows at the start; null for the machine's time.</param>
/// <param name="Quiet">Only errors on the console, because progress is drawn there.</param>
/// <param name="Configuration">What it says in the place of keys of the configuration.</param>
internal sealed record ServerSettings(
    DirectoryInfo Data,
    string Urls,
    string? Model,
    DateTimeOffset? Clock,
    bool Quiet = false,
    IReadOnlyDictionary<string, string?>? Configuration = null);
