using System.Diagnostics;
using Supervision.Escalations;
using Supervision.Tests;
using Supervision.Webhooks;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>The page about webhooks: its lines, and its check of a signature on a message that really came.</summary>
public sealed class The_page_about_webhooks(WebhookServer server) : IClassFixture<WebhookServer>, IDisposable
{
    private const string Page = "webhooks.md";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Has_lines_that_are_answered_as_it_says()
    {
        var steps = await DocumentedSteps.Run(Page, server.Client.BaseAddress!, _folder.Path);

        Assert.True(steps >= 10, $"Only {steps} lines were found.");
    }

    [Fact]
    public async Task Checks_a_signature_as_a_receiver_would()
    {
        await using var receiver = await Receiver.Start();
        await using var webhook = await server.Subscribe(receiver.Address, "level-changed");
        await server.Post(webhook.Path + "/rotate", new { oldHours = 1 });
        await webhook.Ping();
        var message = receiver.All[0];

        Assert.Equal(2, message.Signature.Split(' ').Length);
        Assert.Equal(0, await Check(message, webhook.Secret));
        Assert.Equal(1, await Check(message, WebhookSecret.NewText()));
        Assert.Equal(1, await Check(message with { Timestamp = message.Timestamp + "0" }, webhook.Secret));
        Assert.Equal(1, await Check(message with { Id = message.Id + "0" }, webhook.Secret));
        Assert.Equal(1, await Check(message with { Body = [.. message.Body, (byte)' '] }, webhook.Secret));
    }

    [Fact]
    public void Lists_all_that_can_be_told_of_a_case()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", Page));

        Assert.All(
            EscalationFactTypes.Names.Where(name =>
                CaseTelling.MatterOf(name) == WebhookMatter.EscalationChanged),
            name => Assert.Contains($"`{name.Split('.')[2]}`", page, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> Check(Received message, string secret)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "body.json"), message.Body);
        var start = new ProcessStartInfo("bash", ["-c", Script()])
        {
            WorkingDirectory = _folder.Path,
            Environment =
            {
                ["SECRET"] = secret,
                ["WEBHOOK_ID"] = message.Id,
                ["WEBHOOK_TIMESTAMP"] = message.Timestamp,
                ["WEBHOOK_SIGNATURE"] = message.Signature,
            },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The one block of shell on the page.</summary>
    private static string Script()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", Page));
        var begin = Array.IndexOf(lines, "```sh") + 1;
        return string.Join('\n', lines[begin..Array.IndexOf(lines, "```", begin)]);
    }
}
