using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Supervision.Tests.Deploying;

/// <summary>Alerts and dashboards speak of metrics that exist, and every alert says what to do.</summary>
public sealed partial class What_watches_it
{
    private static readonly string[] Suffixes = ["_bucket", "_count", "_sum"];

    private static readonly string[] Labels =
    [
        "by", "code", "from", "gc_heap_generation", "ground", "http_response_status_code", "http_route", "instance",
        "job", "le", "outcome", "partition", "role", "to",
    ];

    [Fact]
    public void Asks_only_for_metrics_that_there_are()
    {
        var known = Known();
        foreach (var (place, expression) in Alerts().Select(alert => (alert.Name, alert.Expression)).Concat(Panels()))
        {
            var names = Names(expression).ToArray();
            Assert.True(names.Length > 0, $"{place} asks for nothing: {expression}");
            Assert.All(names, name => Assert.True(known.Contains(name), $"{place} asks for {name}, which is none."));
        }
    }

    [Fact]
    public void Shows_every_metric_of_ours_somewhere()
    {
        var shown = Panels().SelectMany(panel => Names(panel.Expression)).Select(WithoutSuffix).ToHashSet();

        Assert.Empty(Ours().Except(shown));
    }

    [Fact]
    public void Says_of_every_alert_what_it_means_and_what_to_do()
    {
        var alerts = Alerts().ToArray();
        var sections = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "runbook.md"))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]).ToArray();

        Assert.True(alerts.Length >= 15);
        Assert.Equal(alerts.Length, alerts.DistinctBy(alert => alert.Name).Count());
        Assert.All(alerts, alert =>
        {
            Assert.Contains(alert.Name, sections);
            Assert.Equal($"docs/runbook.md#{alert.Name.ToLowerInvariant()}", alert.Runbook);
            Assert.Contains(alert.Severity, new[] { "warning", "critical" });
        });
        Assert.Empty(sections.Where(name => name.StartsWith("Supervision", StringComparison.Ordinal))
            .Except(alerts.Select(alert => alert.Name)));
    }

    private static IEnumerable<string> Ours() => Golden("metrics.txt").Select(line => line.Split(' ')[0]);

    private static HashSet<string> Known()
    {
        var histograms = Golden("metrics.txt").Where(line => line.Contains(" histogram", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])
            .Append("http_server_request_duration_seconds");
        return [
            "up", .. Ours(), .. Golden("metrics-of-others.txt"),
            .. histograms.SelectMany(name => Suffixes.Select(suffix => name + suffix)),
        ];
    }

    private static string[] Golden(string name) => File.ReadAllLines(
        Path.Combine(Repository.Root, "tests", "Supervision.Gateway.Tests", "Golden", name));

    private static IEnumerable<string> Names(string expression) =>
        Name().Matches(Quoted().Replace(expression, "")).Select(match => match.Value).Except(Labels);

    private static string WithoutSuffix(string name) =>
        Suffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix
            ? name[..^suffix.Length]
            : name;

    private static IEnumerable<(string Place, string Expression)> Panels() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "grafana", "dashboards"), "*.json")
            .SelectMany(file => JsonElement.Parse(File.ReadAllText(file)).GetProperty("panels").EnumerateArray())
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target =>
                (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!)));

    private static IEnumerable<(string Name, string Expression, string Severity, string Runbook)> Alerts()
    {
        var yaml = new YamlStream();
        using var text = new StreamReader(
            Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml"));
        yaml.Load(text);
        foreach (var group in (YamlSequenceNode)yaml.Documents[0].RootNode["groups"])
        {
            foreach (var rule in (YamlSequenceNode)group["rules"])
                yield return (
                    rule["alert"].ToString(), rule["expr"].ToString(), rule["labels"]["severity"].ToString(),
                    rule["annotations"]["runbook"].ToString());
        }
    }

    /// <summary>A word that is no function: those are followed by a bracket.</summary>
    [GeneratedRegex(@"\b(?!(?:sum|max|by|count|le)\b)[a-z][a-z0-9_]{1,}\b(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]")]
    private static partial Regex Quoted();
}
