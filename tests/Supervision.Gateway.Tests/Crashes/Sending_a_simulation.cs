using System.Text.Json;
using Supervision.Benchmarks.Load;
using Supervision.Server;

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

    [Fact]
    public async Task Is_let_in_by_a_key_from_a_file_where_senders_must_prove_who_they_are()
    {
        using var folder = new TemporaryFolder();
        var keyFile = Path.Combine(folder.Path, "key");
        var build = ServerBuild.This with
        {
            Environment = ServerBuild.This.Environment.Add("Supervision__Access__DemoSignIn", "false"),
        };
        await using var server = await ServerProcess.Start(build, "serve", Path.Combine(folder.Path, "data"));
        string[] simulate =
            ["simulate", "--seed", "7", "--referents", "20", "--days", "60", "--post", server.Address.ToString()];

        var (withoutKey, said) = await ServerProcess.Run(simulate);
        var (_, made) = await ServerProcess.Run(
            "keys", "make", "Simulation", "--source", "urn:simulated:*", "--type", "supervision.*", "--data",
            Path.Combine(folder.Path, "data"));
        await File.WriteAllTextAsync(keyFile, made.Split('\n').First(line => line.StartsWith("svk_")) + "\n");
        var (withKey, output) = await ServerProcess.Run([.. simulate, "--key-file", keyFile]);

        Assert.Equal(3, withoutKey);
        Assert.Contains("by --key-file", said, StringComparison.Ordinal);
        Assert.True(withKey == 0, output);
        Assert.Contains(" 0 refused", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("svk_not-a-key")]
    [InlineData("")]
    public async Task Refuses_a_file_without_a_key_and_repeats_nothing_of_it(string content)
    {
        using var folder = new TemporaryFolder();
        var keyFile = Path.Combine(folder.Path, "key");
        await File.WriteAllTextAsync(keyFile, content);

        var (exitCode, output) = await ServerProcess.Run(
            "simulate", "--post", "http://127.0.0.1:1", "--key-file", keyFile);

        Assert.Equal(3, exitCode);
        Assert.Contains("--key-file", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-key", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Refuses_what_is_no_address(string address)
    {
        var (exitCode, output) = await ServerProcess.Run("simulate", "--post", address);

        Assert.Equal(2, exitCode);
        Assert.Contains("--post: an address looks like", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_one_line_that_nobody_listens()
    {
        var (exitCode, output) = await ServerProcess.Run(
            "simulate", "--referents", "2", "--days", "20", "--post", $"http://127.0.0.1:{FreePorts.One()}");

        Assert.Equal(3, exitCode);
        Assert.Contains("does not take events after 8 tries", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_one_line_that_a_file_cannot_be_written()
    {
        var (exitCode, output) = await ServerProcess.Run("simulate", "--days", "1", "--out", "/no-such-folder/x");

        Assert.Equal(3, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
