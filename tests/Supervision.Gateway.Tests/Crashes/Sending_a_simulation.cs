using System.Text.Json;
using Supervision.Benchmarks.Load;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>The command that sends a simulated population to a running server.</summary>
public sealed class Sending_a_simulation
{
    [Fact]
    public async Task Puts_its_events_on_the_log_of_the_server()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.Start("serve", folder.Path);

        var (exitCode, output) = await ServerProcess.Run(
            "simulate", "--seed", "7", "--referents", "20", "--days", "60", "--post", server.Address.ToString());

        Assert.True(exitCode == 0, output);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var overview = JsonDocument.Parse(
            await client.GetStringAsync(new Uri("/v1/overview", UriKind.Relative)));
        Assert.True(overview.RootElement.GetProperty("ingest").GetProperty("events").GetInt64() > 20, output);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Refuses_what_is_no_address(string address)
    {
        var (exitCode, output) = await ServerProcess.Run("simulate", "--post", address);

        Assert.Equal(2, exitCode);
        Assert.Contains("An address looks like", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_one_line_that_a_file_cannot_be_written()
    {
        var (exitCode, output) = await ServerProcess.Run("simulate", "--days", "1", "--out", "/no-such-folder/x");

        Assert.Equal(3, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
