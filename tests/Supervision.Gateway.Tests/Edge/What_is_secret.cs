using System.Net;
using Microsoft.Extensions.Logging;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Edge;

public sealed class What_is_secret
{
    [Fact]
    public async Task Is_in_no_line_of_the_log_of_a_whole_run_and_in_no_answer_to_what_is_wrong()
    {
        await using var secrets = new Secrets();
        await secrets.Live();

        var lines = secrets.Said.Lines.ToArray();
        // It did say all that it can, of everything that handles secrets.
        Assert.True(lines.Count(line => line.Level == LogLevel.Debug) > 200, $"Only {lines.Length} lines.");
        Assert.All(
            ["Authentication", "EntityFrameworkCore", "Kestrel", "Antiforgery"],
            part => Assert.Contains(lines, line => line.Category.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(13, secrets.Planted.Count);
        var found = secrets.Planted.SelectMany(planted => lines
            .Where(line => Shows(line.Text, planted.Secret))
            .Select(line => $"{planted.Name} in {line.Category}: {line.Text}")
            .Concat(Shows(secrets.Answers, planted.Secret) ? [$"{planted.Name} in an answer"] : []));
        Assert.True(!found.Any(), string.Join('\n', found.Take(20)));
    }

    [Fact]
    public void Is_not_said_when_a_database_cannot_be_reached()
    {
        const string Planted = "planted-password-of-a-database";
        using var folder = new TemporaryFolder();

        var reason = Assert.ThrowsAny<Exception>(() => SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", null, null, Configuration: EdgeServer.More(
                ("Supervision:Sql:Database", "Postgres"),
                ("Supervision:Sql:ConnectionString",
                    $"Host=127.0.0.1;Port={FreePorts.One()};Username=x;Password={Planted};Timeout=2")))));

        Assert.DoesNotContain(Planted, reason.ToString(), StringComparison.Ordinal);
    }

    // As it is, and as an address or a page would write it.
    private static bool Shows(string text, string secret) =>
        text.Contains(secret, StringComparison.OrdinalIgnoreCase)
        || text.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase)
        || text.Contains(WebUtility.HtmlEncode(secret), StringComparison.OrdinalIgnoreCase);
}
