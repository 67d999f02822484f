using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Gateway.Assuring;
using Supervision.Log;
using Supervision.Models;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>
/// A hard gate on the selection rates of two sectors, and reports that refute it, show it, or have too few cases.
/// </summary>
public sealed class A_tripped_gate
{
    private const string Hash = "sha256:1";
    private const int BeyondWhatOneLookReads = 25;

    private const string Gates =
        """
        {"id":"duties","version":1,"owner":"o","justification":"j","gates":[{"question":"selection-rate/ratio/sector",
         "atLeast":0.8,"atMost":1.25,"minimumCases":300,"confidence":0.95,"blocksWhenUnsure":false,"isHard":true,
         "owner":"o","justification":"j"}]}
        """;

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ModelVersion Version = new(
        new ModelVersionName("duties", "1.0.0"), Hash, "{}", "user:author", Monday, ModelStage.Shadow, null, [], []);

    private static readonly string Refuting = Document(1_000, i => i % 2 == 0 ? i % 10 != 0 : i % 10 == 1);
    private static readonly string Showing = Document(4_000, i => i % 4 < 2);
    private static readonly string Unsure = Document(24, i => i % 4 < 2);

    private readonly AssuranceLog _log = new(new MemoryEventLog(4, TimeProvider.System), TimeProvider.System);
    private readonly LoggedReports _reports;

    public A_tripped_gate() => _reports = new LoggedReports(_log);

    [Fact]
    public async Task Stays_tripped_however_many_newer_reports_have_too_few_data()
    {
        await LayDown();
        await Put(Refuting);
        for (var i = 0; i < BeyondWhatOneLookReads; i++)
            await Put(Unsure);

        Assert.Equal("report-1", (await _reports.Tripped(Version, default))?.Report);
        Assert.Equal(AssuranceVerdict.NotPassed, await _reports.Check("report-26", Version, default));

        await Put(Showing);

        Assert.Null(await _reports.Tripped(Version, default));
        Assert.Equal(AssuranceVerdict.Passed, await _reports.Check("report-27", Version, default));
    }

    [Fact]
    public async Task Is_not_cleared_by_the_author_who_may_trip_it_all_the_same()
    {
        await LayDown();
        await Put(Refuting);
        await Put(Showing, "user:author");
        await Put(Unsure);

        Assert.Equal("report-1", (await _reports.Tripped(Version, default))?.Report);
        Assert.Equal(AssuranceVerdict.NotPassed, await _reports.Check("report-3", Version, default));

        await Put(Showing);
        await Put(Refuting, "user:author");

        Assert.Equal("report-5", (await _reports.Tripped(Version, default))?.Report);
    }

    [Fact]
    public async Task Passes_nothing_while_one_look_has_not_come_to_all_reports_and_the_next_goes_on()
    {
        await LayDown();
        await Put(Refuting);
        for (var i = 0; i < 5; i++)
            await Put(Unsure);
        var reports = new LoggedReports(_log) { ReadMax = 4 };

        Assert.Equal(AssuranceVerdict.NotPassed, await reports.Check("report-6", Version, default));
        Assert.Equal("report-1", (await reports.Tripped(Version, default))?.Report);
    }

    [Fact]
    public async Task Is_held_against_the_gates_in_force_and_not_those_it_was_held_against_before()
    {
        await LayDown();
        await Put(Refuting);
        Assert.NotNull(await _reports.Tripped(Version, default));

        await LayDown(2, Gates.Replace("\"atLeast\":0.8,\"atMost\":1.25", "\"atLeast\":0", StringComparison.Ordinal));

        Assert.Null(await _reports.Tripped(Version, default));
    }

    private async Task LayDown(int version = 1, string gates = Gates)
    {
        var text = gates.Replace("\"version\":1", $"\"version\":{version}", StringComparison.Ordinal);
        await _log.Carry(
            register => register.LayDown(
                "duties", version, ReportDocument.HashOf(text), text, Person("approver", Role.Approver), "Laid down."),
            default);
    }

    private async Task Put(string document, string by = "user:auditor")
    {
        var asked = await _log.Carry(
            register => register.Ask(
                "Title", (Version.Name, Hash), "sha256:0", 10, Person(by["user:".Length..], Role.Auditor), "Purpose"),
            default);
        var report = ((ReportAsked)asked.Facts[0]).Report;
        await _log.Carry(register => register.Make(report, ReportDocument.HashOf(document), document), default);
    }

    private static ModelActor Person(string name, Role role) => new($"user:{name}", ActorKind.Person, [role]);

    private static string Document(int cases, Func<int, bool> isSelected)
    {
        var counter = new ReportCounter(1);
        for (var i = 0; i < cases; i++)
            counter.Add(new ReportCase(i % 80, isSelected(i), i % 3 == 0, 1, null, "", [i % 2 == 0 ? "G" : "J"]));

        var plan = new ReportPlan(["sector"], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95);
        return new ReportDocument(
            ReportDocument.FormatNow, new ReportedModel("duties", "1.0.0", Hash),
            new ReportedData("table", Hash, cases, ["score"]),
            new ReportedPlan(null, "points", 200, 1, 0.95, plan.References), "test",
            ReportWriting.Write(counter, plan)).ToText();
    }
}
