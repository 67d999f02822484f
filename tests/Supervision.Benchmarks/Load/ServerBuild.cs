using System.Collections.Immutable;

namespace Supervision.Benchmarks.Load;

/// <summary>One build of the executable, to start processes from.</summary>
/// <param name="Executable">The path of its <c>Supervision.Server.dll</c>.</param>
internal sealed record ServerBuild(string Name, string Executable)
{
    /// <summary>Names another executable to measure, such as that of the container, compiled ahead.</summary>
    private const string ServerName = "SUPERVISION_SERVER";

    /// <summary>The one that lies beside this program, unless the environment names another.</summary>
    public static ServerBuild This { get; } = new(
        "this build",
        System.Environment.GetEnvironmentVariable(ServerName)
            ?? Path.Combine(AppContext.BaseDirectory, "Supervision.Server.dll"));

    /// <summary>Variables that its processes get beside those of this one.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
}
