namespace Supervision.Gateway.Tests.Imports;

/// <summary>Files of the project, and the data that lie beside it.</summary>
internal static class SharedFiles
{
    public static string Root { get; } = Find();

    /// <summary>The published H-2 files; <c>H2_DATA</c> says where, when they do not lie beside the project.</summary>
    public static string H2 { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("H2_DATA") ?? Path.Combine(Root, "..", "shared", "data", "h2"));

    public static string Mapping(string name) => Path.Combine(Root, "deploy", "mappings", name);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Supervision.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("No Supervision.sln above the tests.");

        return folder;
    }
}
