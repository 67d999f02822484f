using Supervision.Tests;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>Files of the project, and the data that lie beside it.</summary>
internal static class SharedFiles
{
    /// <summary>The published H-2 files; <c>H2_DATA</c> says where, when they do not lie beside the project.</summary>
    public static string H2 { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("H2_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data", "h2"));

    public static string Mapping(string name) => Path.Combine(Repository.Root, "deploy", "mappings", name);
}
