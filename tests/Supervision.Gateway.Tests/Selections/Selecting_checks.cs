using Microsoft.Data.Sqlite;
using Supervision.Benchmarks.Load;
using Supervision.Gateway.Tests.Models;

namespace Supervision.Gateway.Tests.Selections;

/// <summary>The page about selection, line by line: each is answered as the line under it says.</summary>
public sealed class Selecting_checks(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says_and_is_drawn_once_more_by_a_command()
    {
        var steps = await DocumentedSteps.Run("selection.md", server.Address, _folder.Path);

        Assert.True(steps >= 27, $"Only {steps} lines were found.");
        Assert.Equal((0, true), await Redraw("selection-1", "3 checks of 3 referents: inputs equal, chances equal"));
        Assert.Equal((1, true), await Redraw("selection-2", "There is no draw of that selection."));
        Change(Path.Combine(server.Folder, "supervision.db"));
        Assert.Equal((1, true), await Redraw("selection-1", "inputs equal, chances different, list equal"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, bool Says)> Redraw(string selection, string text)
    {
        var (code, output) = await ServerProcess.RunOn(server.Folder, "redraw", selection);
        return (code, output.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Another chance in one row, as someone might write who can.</summary>
    private static void Change(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE selection_member SET random_among = random_among + 1 WHERE number = 1";
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
