using Supervision.Sql.Encryption;

namespace Supervision.Sql.Tests;

/// <summary>The key file of tests that have no data folder.</summary>
internal static class TestKeys
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "tests.key");

    public static IKeyEncryption File { get; } = new KeyFile(Path);
}
