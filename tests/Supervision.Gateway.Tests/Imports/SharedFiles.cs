namespace Supervision.Gateway.Tests.Imports;

/// <summary>Files of the project, and the data that lie beside it.</summary>
internal static class SharedFiles
{
    public static string Root { get; } = Find();

    public static string H2 { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "h2"));

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

/// <summary>A test on the published data, which are not part of the project.</summary>
public sealed class H2FactAttribute : FactAttribute
{
    public H2FactAttribute()
    {
        if (!Directory.Exists(SharedFiles.H2))
            Skip = "The H-2 data do not lie beside the project, in ../shared/data/h2.";
    }
}
