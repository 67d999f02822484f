using System.Text;
using System.Text.Json;
using Supervision.Access.Changes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Webhooks;

namespace Supervision.Tests.Webhooks;

/// <summary>What the messages to subscribers say, and what none says.</summary>
public sealed class Telling_others
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly LogPosition Position = new(3, 1042);

    [Fact]
    public void Says_of_a_level_what_the_stream_of_changes_says()
    {
        var change = new RiskChange(
            42, Referent, Position, Monday, RiskLevel.Low, RiskLevel.High, 63, "sha256:0", new EventKey("urn:a", "7"));
        var delivery = PendingDelivery.Of(
            "level-42-3-1042", WebhookMatter.LevelChanged, Referent.ToString(), Position, 42, Monday);

        Assert.Equal(
            """
            {"specversion":"1.0","id":"level-42-3-1042","source":"urn:supervision:webhooks",
            "type":"supervision.webhook.level-changed.v1","subject":"kvk:99000001","time":"2026-03-02T09:00:00+00:00",
            "datacontenttype":"application/json","data":{"referentId":"kvk:99000001","at":"2026-03-02T09:00:00+00:00",
            "from":"low","to":"high","points":63,"modelHash":"sha256:0","position":"3-1042",
            "cause":{"source":"urn:a","id":"7"}}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(WebhookMessages.Of(delivery, change)));
        Assert.Contains(
            "\"to\":\"none\",\"points\":null,\"modelHash\":null",
            Encoding.UTF8.GetString(WebhookMessages.Of(
                delivery, change with { To = RiskLevel.None, Points = 0, ModelHash = null })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Never_says_why_a_case_was_opened()
    {
        var trigger = new EscalationTrigger("rule", RiskLevel.High, RiskLevel.High, 63, "sha256:0", []);
        var opened = new EscalationOpened(1, EscalationGround.Random, Monday, Monday, trigger, Reference: "draw-7");

        var data = DataOf(opened, WebhookMatter.EscalationChanged);

        Assert.Equal(
            """
            {"referentId":"kvk:99000001","caseId":"kvk:99000001~1","change":"opened",
            "at":"2026-03-02T09:00:00+00:00","outcome":null}
            """.ReplaceLineEndings(""),
            data);
    }

    [Fact]
    public void Says_how_a_case_ended() => Assert.Contains(
        "\"change\":\"closed\"",
        DataOf(
            new EscalationClosed(2, "user:j.jansen", EscalationOutcome.NoBreach, []), WebhookMatter.EscalationChanged),
        StringComparison.Ordinal);

    [Fact]
    public void Says_which_measure_was_decided_and_nothing_that_anybody_wrote()
    {
        var data = DataOf(
            new EscalationDecided(
                1, "user:j.jansen", "d-1", new IntendedMeasure(MeasureKind.Fine, ["f-1"], [], AmountCents: 300_000),
                EscalationGround.Signal, "Selected after a signal.", [], [], "user:p.pieters"),
            WebhookMatter.DecisionTaken);

        Assert.Equal(
            """
            {"referentId":"kvk:99000001","caseId":"kvk:99000001~1","on":"measure","outcome":"fine",
            "at":"2026-03-02T09:00:00+00:00"}
            """.ReplaceLineEndings(""),
            data);
    }

    [Fact]
    public void Says_what_became_of_an_objection() => Assert.Contains(
        "\"on\":\"objection\",\"outcome\":\"partly-upheld\"",
        DataOf(
            new EscalationObjectionDecided(
                1, "user:j.jansen", "o-1", ObjectionOutcome.PartlyUpheld, "Some of it was shown."),
            WebhookMatter.DecisionTaken),
        StringComparison.Ordinal);

    [Fact]
    public void Leaves_out_what_is_between_officers()
    {
        var told = EscalationFactTypes.Names.Where(name => CaseTelling.MatterOf(name) is not null).ToArray();

        Assert.Equal(13, told.Length);
        Assert.All(
            (Type[])[
                typeof(EscalationTaken), typeof(EscalationReleased), typeof(EscalationNoted),
                typeof(EscalationAssigned), typeof(EscalationFindingRecorded), typeof(EscalationDecisionProposed),
                typeof(EscalationDecisionRejected),
            ],
            fact => Assert.Null(CaseTelling.MatterOf(EscalationFactTypes.NameOf(fact))));
    }

    [Fact]
    public void Is_recorded_by_whom_and_never_with_a_secret()
    {
        var changed = new WebhookChanged(
            AccessChange.WebhookMade, "user:a.beheer", "m2x6q7dk3w4c", "https://register.example.org/",
            [WebhookMatter.LevelChanged]);
        var sent = changed.ToEvent("1", Monday, 4);

        Assert.Equal("access:webhook:m2x6q7dk3w4c", sent.Subject);
        Assert.False(ReferentId.TryParse(sent.Subject, null, out _));
        Assert.Equal(
            """
            {"by":"user:a.beheer","change":"webhook-made","matters":["level-changed"],
            "url":"https://register.example.org/","webhook":"m2x6q7dk3w4c"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(sent.Data.Span));
        var logged = new LoggedEvent(
            Position, sent.Subject, sent.Key, sent.Type, Monday, Monday, sent.Data, null);
        Assert.True(WebhookChanged.TryRead(logged, out var read));
        Assert.Equal((changed.Change, changed.By), (read.Change, read.By));
    }

    private static string DataOf(EscalationFact fact, WebhookMatter matter)
    {
        var logged = new LoggedEvent(
            Position, EscalationId.SubjectOf(Referent), new EventKey("urn:supervision:escalations", "1"),
            EscalationFactTypes.NameOf(fact), Monday, Monday, EscalationFactTypes.Write(fact), null);
        Assert.Equal(matter, CaseTelling.MatterOf(logged.Type));
        var delivery = PendingDelivery.Of("case-3-1042", matter, Referent.ToString(), Position, 0, Monday);
        using var message = JsonDocument.Parse(WebhookMessages.Of(delivery, Referent, logged));
        Assert.Equal(
            $"supervision.webhook.{ClosedList<WebhookMatter>.WordFor(matter)}.v1",
            message.RootElement.GetProperty("type").GetString());
        return message.RootElement.GetProperty("data").GetRawText();
    }
}
