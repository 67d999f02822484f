using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;
using Supervision.Webhooks;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>A subscriber and what it gets.</summary>
public sealed class Being_told(WebhookServer server) : IClassFixture<WebhookServer>
{
    private const string Level = "level-changed";
    private const string Case = "escalation-changed";
    private const string Decision = "decision-taken";

    [Fact]
    public async Task Comes_signed_each_referent_in_its_order()
    {
        await using var receiver = await Receiver.Start();
        await using var webhook = await server.Subscribe(receiver.Address, Level, Case, Decision);
        string[] referents = [server.NewReferent(), server.NewReferent(), server.NewReferent()];

        foreach (var referent in referents)
            await server.Raise(referent);
        await receiver.Until(all => referents.All(referent => Of(all, referent).Count() == 2));
        foreach (var referent in referents)
            await server.Lower(referent);
        var all = await receiver.Until(all => referents.All(referent => Of(all, referent).Count() == 3));

        foreach (var referent in referents)
        {
            var told = Of(all, referent).ToArray();
            Assert.Equal([Level, Case, Level], told.Select(one => one.Type));
            Assert.Equal(("none", "high"), Levels(told[0]));
            Assert.Equal(("high", "low"), Levels(told[2]));
            Assert.Equal(60, told[0].Data.GetProperty("points").GetInt32());
            Assert.Equal(
                ["referentId", "caseId", "change", "at", "outcome"],
                told[1].Data.EnumerateObject().Select(member => member.Name));
            Assert.Equal($"{referent}~1", told[1].Data.GetProperty("caseId").GetString());
        }

        Assert.Equal(all.Length, all.Select(one => one.Id).Distinct().Count());
        Assert.All(all, one =>
        {
            Assert.True(one.IsSignedWith(webhook.Secret), one.ToString());
            Assert.False(one.IsSignedWith(WebhookSecret.NewText()));
            Assert.Equal("application/cloudevents+json", one.ContentType);
            Assert.Equal(("1.0", one.Id), (
                one.Event.GetProperty("specversion").GetString(), one.Event.GetProperty("id").GetString()));
        });
    }

    [Fact]
    public async Task Has_what_it_asked_for_and_nothing_of_before()
    {
        await using var receiver = await Receiver.Start();
        var (before, after) = (server.NewReferent(), server.NewReferent());
        await server.Raise(before);
        await server.Get($"/v1/referents/{before}/risk", "supervisor");
        await using (var early = await server.Subscribe(receiver.Address, Level))
            await receiver.Until(_ => true);
        await using var webhook = await server.Subscribe(receiver.Address, Decision);

        await Decide(after);
        var told = Assert.Single(await receiver.Until(all => Of(all, after).Any()), one => one.Subject == after);

        Assert.Equal(Decision, told.Type);
        Assert.Equal(
            ("measure", "warning"),
            (told.Data.GetProperty("on").GetString(), told.Data.GetProperty("outcome").GetString()));
        Assert.DoesNotContain("officer", Encoding.UTF8.GetString(told.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_again_under_the_same_id_and_holds_up_its_own_referent_alone()
    {
        await using var receiver = await Receiver.Start();
        var (slow, other) = (server.NewReferent(), server.NewReferent());
        var otherCame = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tries = 0;
        receiver.Answer = async message =>
        {
            if (message.Subject == other)
                otherCame.TrySetResult();
            if (message.Subject != slow || Interlocked.Increment(ref tries) >= TriesMax)
                return 204;

            await otherCame.Task; // It does not answer until another referent was told of.
            return 500;
        };
        await using var webhook = await server.Subscribe(receiver.Address, Level);

        await server.Raise(slow);
        await server.Lower(slow);
        await server.Raise(other);
        var told = Of(await receiver.Until(all => Of(all, slow).Count() >= TriesMax + 1), slow).ToArray();

        Assert.Equal([500, 500, 204, 204], told.Select(one => one.Status));
        Assert.Single(told[..TriesMax].Select(one => one.Id).Distinct());
        Assert.Equal(("none", "high"), Levels(told[0]));
        Assert.Equal(("high", "low"), Levels(told[TriesMax]));
        Assert.All(told, one => Assert.True(one.IsSignedWith(webhook.Secret)));
    }

    [Fact]
    public async Task Is_given_up_listed_and_sent_again()
    {
        await using var receiver = await Receiver.Start();
        var referent = server.NewReferent();
        receiver.Answer = message => Task.FromResult(
            message.Subject == referent && Levels(message).To == "high" ? 500 : 204);
        var counted = (Failed: Counted("failed"), Dead: Counted("dead"));
        await using var webhook = await server.Subscribe(receiver.Address, Level);

        await server.Raise(referent);
        await server.Lower(referent);
        await receiver.Until(all => Of(all, referent).Any(one => one.Status == 204));
        await webhook.Until(item => item.GetProperty("dead").GetInt32() == 1);
        var dead = Assert.Single((await server.Get(webhook.Path + "/dead-letters", "auditor"))
            .GetProperty("items").EnumerateArray());

        var sent = Of(receiver.All, referent).ToArray();
        Assert.Equal([500, 500, 500, 204], sent.Select(one => one.Status));
        Assert.Equal(sent[0].Id, dead.GetProperty("eventId").GetString());
        Assert.Equal((TriesMax, "http-500"), (
            dead.GetProperty("tries").GetInt32(), dead.GetProperty("answer").GetString()));
        Assert.DoesNotContain(referent, dead.ToString(), StringComparison.Ordinal);
        Assert.Equal(counted, (Counted("failed") - TriesMax, Counted("dead") - 1));
        Assert.Equal(1, server.Measured.Look("supervision.webhook.dead"));

        receiver.Answer = _ => Task.FromResult(204);
        var (status, resent) = await server.Post(
            webhook.Path + "/dead-letters/resend", new { eventIds = new[] { sent[0].Id } });
        Assert.Equal((200, 1), (status, resent.GetProperty("resent").GetInt32()));
        var again = Of(await receiver.Until(all => Of(all, referent).Count() == TriesMax + 2), referent).Last();

        Assert.Equal((sent[0].Id, 204), (again.Id, again.Status));
        Assert.Equal(0, (await webhook.Until(item => item.GetProperty("waiting").GetInt32() == 0))
            .GetProperty("dead").GetInt32());
        Assert.True(Counted("delivered") >= 2);
    }

    [Fact]
    public async Task Is_signed_with_two_secrets_while_one_takes_over()
    {
        await using var receiver = await Receiver.Start();
        await using var webhook = await server.Subscribe(receiver.Address, Level);

        var (_, second) = await server.Post(webhook.Path + "/rotate", new { oldHours = 1 });
        await webhook.Ping();
        var (_, third) = await server.Post(webhook.Path + "/rotate", new { oldHours = 0 });
        await webhook.Ping();

        var (both, last) = (receiver.All[0], receiver.All[1]);
        var (newer, newest) = (second.GetProperty("secret").GetString()!, third.GetProperty("secret").GetString()!);
        Assert.True(both.IsSignedWith(webhook.Secret) && both.IsSignedWith(newer));
        Assert.True(last.IsSignedWith(newest));
        Assert.False(last.IsSignedWith(newer) || last.IsSignedWith(webhook.Secret));
        Assert.Equal("ping", last.Type);
    }

    [Fact]
    public async Task Stops_when_it_is_disabled_and_goes_on_from_there()
    {
        await using var receiver = await Receiver.Start();
        var referent = server.NewReferent();
        await using var webhook = await server.Subscribe(receiver.Address, Level);

        Assert.Equal("disabled", (await server.Post(webhook.Path + "/disable")).Body.GetProperty("state").GetString());
        await server.Raise(referent);
        await server.Get($"/v1/referents/{referent}/risk", "supervisor");
        Assert.Equal((409, "urn:supervision:refusal:webhook-disabled"), Refusal(
            await server.Post(webhook.Path + "/ping")));
        Assert.Empty(Of(receiver.All, referent));
        await server.Post(webhook.Path + "/enable");

        await receiver.Until(all => Of(all, referent).Any());
    }

    [Fact]
    public async Task Is_on_record_with_who_and_what_for_and_without_the_secret()
    {
        var webhook = await server.Subscribe(new Uri("https://register.example.org/"), Level);
        var (_, rotated) = await server.Post(webhook.Path + "/rotate", new { oldHours = 1 });
        await server.Post(webhook.Path + "/disable");
        await server.Post(webhook.Path + "/disable");
        await server.Post(webhook.Path + "/enable");
        await webhook.DisposeAsync();

        var log = server.Services.GetRequiredService<IEventLog>();
        var records = await log.ReadSubject(WebhookChanged.SubjectOf(webhook.Id), 0, 100, CancellationToken.None);
        var readings = (await log.ReadSubject(DossierRead.SubjectOfLists, 0, 1_000, CancellationToken.None))
            .Select(logged => DossierRead.TryRead(logged, out var read) ? read : null)
            .Where(read => read?.Actor == $"webhook:{webhook.Id}").ToArray();

        Assert.Equal(
            [
                AccessChange.WebhookMade, AccessChange.WebhookRotated, AccessChange.WebhookDisabled,
                AccessChange.WebhookEnabled, AccessChange.WebhookRemoved,
            ],
            records.Select(logged => WebhookChanged.TryRead(logged, out var changed)
                ? changed.Change
                : throw new InvalidOperationException("Not a change.")));
        Assert.Equal(2, readings.Length);
        var shown = (await server.Get("/v1/access-changes?change=webhook-made&pageSize=100", "auditor"))
            .GetProperty("items").EnumerateArray();
        Assert.Contains(shown, item => item.GetProperty("webhook").GetString() == webhook.Id
            && item.GetProperty("url").GetString() == "https://register.example.org/");
        Assert.All(readings, read => Assert.Equal(ReadingPurpose.Supervision, read!.Purpose));
        var written = string.Concat(records.Select(logged => Encoding.UTF8.GetString(logged.Data.Span)));
        Assert.Contains("\"by\":\"user:administrator\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", written, StringComparison.Ordinal);
        AssertNotStored(webhook.Secret, rotated.GetProperty("secret").GetString()!);
    }

    [Fact]
    public async Task Leaves_nothing_when_it_is_removed()
    {
        await using var receiver = await Receiver.Start();
        var referent = server.NewReferent();
        var webhook = await server.Subscribe(receiver.Address, Level);
        await webhook.DisposeAsync();

        await server.Raise(referent);
        await using var other = await server.Subscribe(receiver.Address, Level);
        await other.Ping();

        Assert.Single(receiver.All);
        Assert.Equal(404, (await server.Post(webhook.Path + "/ping")).Status);
        Assert.DoesNotContain(webhook.Id, (await server.Get("/v1/webhooks")).ToString(), StringComparison.Ordinal);
    }

    private void AssertNotStored(params string[] secrets)
    {
        foreach (var file in Directory.EnumerateFiles(server.Data, "*.db*"))
        {
            var text = Encoding.Latin1.GetString(ServerFiles.Read(file));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    /// <summary>A case that a person opens, up to a warning.</summary>
    private async Task Decide(string referent)
    {
        const string officer = "escalation-officer";
        await server.Send(
            referent, "referent.registered",
            """{"legalForm":"private-limited-company","sector":"J","sizeBand":"10-49","foundedOn":"2014-05-01"}""");
        await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""");
        var path = $"/v1/escalations/{referent}~1";
        var day = DateTime.UtcNow.AddDays(-40);
        foreach (var (step, body, by) in ((string, object?, string)[])
        [
            ("/v1/escalations", new { referentId = referent, reason = "Two reports." }, "team-lead"),
            ($"{path}/take", null, officer),
            ($"{path}/judgement", new { judgement = "unclear", text = "No wage records." }, officer),
            ($"{path}/findings", new
            {
                findingId = "f-1",
                duty = "keep-records",
                severity = "serious",
                breach = true,
                occurredOn = $"{day:yyyy-MM-dd}",
            }, officer),
            ($"{path}/intent", new { measure = Warning, text = "A warning." }, officer),
            ($"{path}/reply", new { text = "Lost in a move." }, officer),
            ($"{path}/decision", new
            {
                decisionId = "d-1",
                measure = Warning,
                ground = "hand",
                reasons = "Selected after two reports.",
            }, officer),
        ])
        {
            var (status, answer) = await server.Post(step, body, by);
            Assert.True(status is 200 or 201, $"{step}: {answer}");
        }
    }

    private double Counted(string outcome) =>
        server.Measured.Total($"supervision.webhook.deliveries{{outcome={outcome}}}");

    private static object Warning => new { kind = "warning", findings = new[] { "f-1" } };

    private static IEnumerable<Received> Of(IEnumerable<Received> all, string referent) =>
        all.Where(one => one.Subject == referent);

    private static (string? From, string? To) Levels(Received message) =>
        (message.Data.GetProperty("from").GetString(), message.Data.GetProperty("to").GetString());

    private static (int, string?) Refusal((int Status, System.Text.Json.JsonElement Body) answer) =>
        (answer.Status, answer.Body.GetProperty("type").GetString());

    private const int TriesMax = WebhookServer.TriesMax;
}
