using System.Text;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Dossiers;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Tests.Access;

/// <summary>What was once put on the log stays readable, to the byte.</summary>
public sealed class Recording_what_is_done
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<NewEvent, string> Records => new()
    {
        {
            new AccessChanged(
                AccessChange.KeyMade, "user:a.beheer", Key: "k3v7q2m5x4ab", Roles: [Role.Integrator],
                Sources: ["urn:example:*"], Types: ["supervision.*"], Until: At.AddDays(1)).ToEvent("i1", At, 16),
            "access-of-a-key"
        },
        {
            new AccessChanged(
                AccessChange.RolesSet, "user:a.beheer", "user:j.jansen", Roles: [], NotDone: true)
                .ToEvent("i2", At, 16),
            "access-not-changed"
        },
        {
            new DossierOrder(DossierOrderKind.Correction, "user:t.leider", [Role.TeamLead], "wrong-value", "r-1")
                .ToEvent(ReferentId.Parse("kvk:99000001"), Guid.Empty, At, 16),
            "dossier-ordered"
        },
        {
            new RetentionStarted("r1", true, "user:t.leider", new DateOnly(2026, 3, 2)).ToEvent(At, 16),
            "retention-started"
        },
        {
            new RetentionEnded(
                "r1", "done", 3, 2, [new RetentionDue("signal", "t", 1)], [new RetentionHeld("on-hold", 1)], 1, 0)
                .ToEvent(At, 16),
            "retention-ended"
        },
    };

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void Writes_what_was_agreed_to_the_byte_and_reads_it_back(NewEvent written, string name)
    {
        var agreed = File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "Supervision.Tests", "Golden", "Records", $"{name}.json")).TrimEnd('\n');
        var canonical = CanonicalEvent.Write(
            written.Type, written.Key, written.Subject, written.Time, written.Data.Span);
        var logged = new LoggedEvent(
            new LogPosition(written.Partition, 1), written.Subject, written.Key, written.Type, written.Time, At,
            written.Data, null);

        Assert.Equal(agreed, Encoding.UTF8.GetString(canonical));
        Assert.Equal(
            1,
            new[]
            {
                AccessChanged.TryRead(logged, out _), DossierOrder.TryRead(logged, out _),
                RetentionRecords.TryRead(logged, out RetentionStarted? _),
                RetentionRecords.TryRead(logged, out RetentionEnded? _),
            }.Count(isRead => isRead));
        Assert.True(OwnSubjects.Has(written.Subject));
        Assert.False(ReferentId.TryParse(written.Subject, null, out _));
        Assert.StartsWith(OwnSubjects.SourcePrefix, written.Key.Source, StringComparison.Ordinal);
        Assert.NotNull(RecordSubject.Of(written.Subject));
    }

    [Theory]
    [InlineData("urn:supervision:rectifications", "reserved-source")]
    [InlineData("urn:supervision:x", "reserved-source")]
    [InlineData("urn:supervisions", null)]
    public void Is_nothing_that_somebody_outside_can_send(string source, string? code)
    {
        var reading = new CloudEventReader(EventLimits.Default, 16).Read(
            Encoding.UTF8.GetBytes(
                $$"""
                {"specversion":"1.0","source":"{{source}}","id":"1","type":"supervision.recognition.granted.v1",
                 "subject":"kvk:99000001","time":"2026-03-02T12:00:00Z","data":{"purpose":"labour"} }
                """),
            At);

        Assert.Equal(code is null ? [] : [(code, "/source")], reading.Refusals.Select(one => (one.Code, one.Pointer)));
    }

    [Theory]
    [InlineData("orders:x")]
    [InlineData("access:x")]
    [InlineData("retention:x")]
    [InlineData("reads:x")]
    [InlineData("escalation:x")]
    public void Is_under_schemes_that_are_no_referents_to_anybody_outside(string subject)
    {
        var reading = new CloudEventReader(EventLimits.Default, 16).Read(
            Encoding.UTF8.GetBytes(
                $$"""
                {"specversion":"1.0","source":"urn:x","id":"1","type":"supervision.recognition.granted.v1",
                 "subject":"{{subject}}","time":"2026-03-02T12:00:00Z","data":{"purpose":"labour"} }
                """),
            At);

        Assert.Equal(["invalid-subject"], reading.Refusals.Select(one => one.Code));
    }
}
