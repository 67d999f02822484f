using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Supervision.Events;
using Supervision.Gateway.Ingest;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Observation;

/// <summary>One server, everything that is counted made to happen once or a known number of times.</summary>
[Collection(nameof(ObservedServer))]
public sealed partial class What_is_measured(ObservedServer server)
{
    private const string Regenerate = "SUPERVISION_WRITE_GOLDEN";
    private const string Stay = """{"stayId":"s-1","on":"2026-01-02"}""";
    private const string Overdue = """{"requestId":"r-1","dueOn":"2026-01-10"}""";

    private Measured Measured => server.Measured;

    [Fact]
    public async Task Moves_when_its_act_happens_and_by_as_much()
    {
        const string one = "kvk:996000001";
        var duplicates = Events("duplicate");
        var before = (Accepted: Events("accepted"), Commits: Measured.Total("supervision.ingest.commit_size"));

        Assert.Equal(202, await server.Send(one, "a", "stay.started", Stay));
        Assert.Equal(200, await server.Send(one, "a", "stay.started", Stay));
        Assert.Equal(409, await server.Send(one, "a", "stay.started", """{"stayId":"s-2","on":"2026-01-02"}"""));
        Assert.Equal(400, await server.Send(one, "b", "stay.started", """{"stayId":"s-1","nationality":"x"}"""));
        Assert.Equal(before.Accepted + 1, Events("accepted"));
        Assert.Equal((duplicates + 1, 1, 1), (Events("duplicate"), Events("conflict"), Events("refused")));
        Assert.Equal(1, Measured.Total("supervision.ingest.refusals{code=forbidden-member}"));
        Assert.Equal(before.Commits + 3, Measured.Total("supervision.ingest.commit_size"));
        Assert.Equal(before.Commits + 3, Measured.Total("supervision.ingest.commit_duration"));

        // A retraction of a retraction cannot be folded.
        await server.Send(one, "c", "fact.retracted", Retraction("a"));
        await server.Send(one, "d", "fact.retracted", Retraction("c"));
        await ObservedServer.Until("quarantine", () =>
            Measured.Total("supervision.quarantine.events{code=target-is-correction}") == 1);
        Assert.True(Measured.Total("supervision.referent.activations{from=nothing}") >= 1);
        Assert.True(Measured.Total("supervision.accept_to_visible") >= 3);
        Assert.True(Measured.Total("supervision.snapshot.writes") >= 1);
        Assert.True(Measured.Total("supervision.snapshot.flush_duration") >= 1);
        await ObservedServer.Until("no lag", () =>
            Measured.Look("supervision.partition.lag") + Measured.Look("supervision.readmodel.lag") == 0);

        var reads = Measured.Total("supervision.catchup.reads{by=referent}");
        await server.Client.GetStringAsync($"/v1/referents/{one}/risk");
        Assert.Equal(reads + 1, Measured.Total("supervision.catchup.reads{by=referent}"));
    }

    [Fact]
    public async Task Counts_escalations_opened_held_and_closed()
    {
        const int limit = 50;
        await server.SendAll(Enumerable.Range(0, limit + 2).Select(number =>
            ObservedServer.Event($"kvk:99700{number:0000}", $"overdue-{number}", "information.requested", Overdue)));

        await ObservedServer.Until("level changes", () =>
            Measured.Total("supervision.level.changes{from=none,to=high}") == limit + 2);
        await ObservedServer.Until("the harm limiter", () => Measured.Total("supervision.escalation.held") == 2);
        await ObservedServer.Until("those let in", () =>
            Measured.Total("supervision.escalation.opened{ground=rule}") >= limit);
        Assert.Equal(limit, Measured.Total("supervision.escalation.opened{ground=rule}"));

        const string byHand = "kvk:996000002";
        await server.Send(byHand, "hand", "stay.started", Stay);
        await server.Command("/v1/escalations", new { referentId = byHand, reason = "A signal." });
        await server.Command($"/v1/escalations/{byHand}~1/take", null);
        await server.Command(
            $"/v1/escalations/{byHand}~1/judgement", new { judgement = "no-breach", text = "Nothing is wrong." });
        await server.Command(
            $"/v1/escalations/{byHand}~1/close", new { outcome = "no-breach", findings = Array.Empty<object>() });

        Assert.Equal(1, Measured.Total("supervision.escalation.opened{ground=hand}"));
        Assert.Equal(1, Measured.Total("supervision.escalation.closed{outcome=no-breach}"));
    }

    /// <remarks>Alerts and dashboards live by these names: a change of one is a change of theirs.</remarks>
    [Fact]
    public async Task Has_the_names_that_were_agreed()
    {
        await Moves_at_least_once();
        var golden = Golden("metrics.txt");
        var lines = Measured.Instruments.Select(instrument =>
            $"{PrometheusName(instrument)} {instrument.Name} {Kind(instrument)} {LabelsOf(instrument)}".TrimEnd());
        var text = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable(Regenerate) is { Length: > 0 })
            await File.WriteAllTextAsync(golden, text);

        Assert.Equal(await File.ReadAllTextAsync(golden), text);
        Assert.All(Measured.Labels.Keys, seen =>
        {
            var (name, label) = (seen.Split(' ')[0], seen.Split(' ')[1]);
            var agreed = lines.Single(line => line.Split(' ')[1] == name).Split(' ');
            Assert.True(agreed.Length == 4 && agreed[3].Split(',').Contains(label), $"{name} has a label {label}.");
        });
    }

    [Fact]
    public async Task Is_at_metrics_for_Prometheus_without_an_id_or_a_value()
    {
        await Moves_at_least_once();
        // What moves only while the answer is made may or may not be in it.
        var moved = Measured.Instruments.Where(one => Measured.Total(one.Name) > 0).ToArray();
        var text = await server.Client.GetStringAsync("/metrics");
        var families = Family().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet();

        foreach (var instrument in moved)
            Assert.Contains(PrometheusName(instrument), families);
        Assert.All(File.ReadAllLines(Golden("metrics-of-others.txt")), name => Assert.Contains(name, families));
        Assert.DoesNotContain("kvk:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("urn:test", text, StringComparison.Ordinal);
    }

    /// <remarks>A code that is not on the list would be counted as "other", and nobody would know which.</remarks>
    [Fact]
    public void Knows_every_code_under_which_bad_input_is_refused()
    {
        var limits = new EventLimits(TimeSpan.FromMinutes(5), new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var reader = new CloudEventReader(limits, 4);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var codes = BadInputs.All.Where(input => input.Path == "/v1/events")
            .SelectMany(input => input.Body.Split('\n').Append(input.Body))
            .SelectMany(body => reader.Read(Encoding.UTF8.GetBytes(body), now).Refusals)
            .Select(refusal => refusal.Code)
            .ToHashSet();

        Assert.True(codes.Count > 15, $"Only {codes.Count} codes were seen.");
        Assert.Empty(codes.Except(RefusalCodes.All));
    }

    private static string Golden(string name) =>
        Path.Combine(Repository.Root, "tests", "Supervision.Gateway.Tests", "Golden", name);

    private double Events(string outcome) => Measured.Total($"supervision.ingest.events{{outcome={outcome}}}");

    private async Task Moves_at_least_once()
    {
        const string subject = "kvk:996000003";
        await server.Send(subject, "once", "stay.started", Stay);
        await server.Client.GetStringAsync($"/v1/referents/{subject}/risk");
    }

    private static string Retraction(string id) =>
        $$"""{"ofSource":"urn:test","ofId":"{{id}}","reason":"source-error"}""";

    private static string LabelsOf(Instrument instrument) => instrument.Name switch
    {
        "supervision.catchup.events" or "supervision.catchup.reads" => "by",
        "supervision.escalation.closed" => "outcome",
        "supervision.escalation.opened" => "ground",
        "supervision.ingest.events" => "outcome",
        "supervision.ingest.refusals" or "supervision.quarantine.events" => "code",
        "supervision.level.changes" => "from,to",
        "supervision.partition.lag" or "supervision.readmodel.lag" => "partition",
        "supervision.referent.activations" => "from",
        "supervision.webhook.deliveries" => "outcome",
        _ => "",
    };

    private static string Kind(Instrument instrument) => instrument.GetType().Name switch
    {
        var name when name.StartsWith("Counter", StringComparison.Ordinal) => "counter",
        var name when name.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
        _ => "gauge",
    };

    /// <summary>As the exporter names it: underscores, the unit unless it is only a word, and the total.</summary>
    private static string PrometheusName(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
        + (instrument.Unit == "s" ? "_seconds" : "")
        + (Kind(instrument) == "counter" ? "_total" : "");

    [GeneratedRegex(@"^# TYPE (?<name>\S+) ", RegexOptions.Multiline)]
    private static partial Regex Family();
}
