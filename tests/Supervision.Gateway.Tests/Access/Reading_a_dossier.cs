using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Shadows;
using Supervision.Gateway.Tests.Api;
using Supervision.Gateway.Tests.Evidence;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(RunningServer))]
public sealed class Reading_a_dossier(RunningServer server)
{
    private const string Referent = "kvk:985000001";

    [Fact]
    public async Task Is_recorded_once_by_whatever_operation()
    {
        var began = DateTimeOffset.UtcNow.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        await server.Register(Referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{Referent}}","reason":"By hand."}""");
        await server.Post("/v1/inboxes", """{"team":"read","name":"x","members":[]}""", "team-lead");
        Assert.Equal(
            201, (await server.Add($"{Referent}~1", "payslips", "x.pdf", FileSender.Pdf, user: "team-lead")).Status);
        var endpoints = MappedRoutes.Of(server.Application)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>()?.Access is
            { Reads: not DossierReading.None, ImpliedPurpose: null })
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .ToArray();
        Assert.True(endpoints.Length >= 8, $"Only {endpoints.Length} operations read a dossier.");
        var (replay, _) = await new ReplayClient(server.Client).Run("""{"kind":"features-and-scores"}""");

        foreach (var endpoint in endpoints)
        {
            var operation = endpoint.Metadata.GetMetadata<Operation>()!;
            var actor = DemoPeople.All.First(operation.Access.Allows);
            var before = await Records();
            var id = operation.Path is [{ } key, ..] && key == PathKey.Escalation ? $"{Referent}~1"
                : operation.Tag == Tags.Replays ? replay
                : Referent;
            // Of a model or a selection that there is not, that is told, and so is recorded.
            var (path, status) = operation == ShadowOperations.ListShadowMovers
                ? ("/v1/models/none/versions/1.0.0/shadow/movers", 404)
                : operation is { Tag: Tags.Selections, Path.IsEmpty: false }
                ? (endpoint.RoutePattern.RawText!.Replace("{id}", "selection-9", StringComparison.Ordinal), 404)
                : operation == CaseLetterOperations.Get
                ? ($"/v1/escalations/{id}/letters/decision", 404)
                : (endpoint.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal)
                    .Replace("{team}", "read", StringComparison.Ordinal)
                    .Replace("{fileId}", "payslips", StringComparison.Ordinal), 200);
            var isPeriod = operation == AuditOperations.OfPeriod;
            Assert.Equal(status, await Ask(isPeriod ? $"{path}?from={began}" : path, "model-assurance", actor.Name));

            // A bundle of a period is a reading of each dossier in it; here there is one.
            var record = Assert.Single(await RecordsAfter(before));
            Assert.True(DossierRead.TryRead(record, out var read), path);
            Assert.Equal(
                (operation.Id, actor.Id, ActorKind.Person, ReadingPurpose.ModelAssurance, status),
                (read.Operation, read.Actor, read.Kind, read.Purpose, read.Status));
            Assert.Equal(actor.Roles.AsEnumerable(), read.Roles.AsEnumerable());
            Assert.Equal(
                operation.Access.Reads == DossierReading.One || isPeriod ? Referent : null, read.ReferentId);
            Assert.Equal(operation.Path is [var of, ..] && of == PathKey.Escalation ? id : null, read.EscalationId);
        }
    }

    [Fact]
    public async Task Is_recorded_of_a_command_that_answers_with_it_for_what_the_command_is_for()
    {
        const string referent = "kvk:985000009";
        await server.ReadNobodyAgain();
        await server.Register(referent);
        var before = await Records();

        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""", "supervisor");
        await server.Post($"/v1/escalations/{referent}~1/take", null, "escalation-officer");
        await server.Post(
            $"/v1/escalations/{referent}~1/notes", """{"noteId":"n-1","text":"Called."}""", "escalation-officer");
        await server.Post(
            $"/v1/escalations/{referent}~1/judgement", """{"judgement":"breach","text":"No records."}""",
            "escalation-officer");
        await server.Post(
            $"/v1/escalations/{referent}~1/close",
            """{"outcome":"breach-found","findings":[{"duty":"keep-records","severity":"minor","breach":true}]}""",
            "escalation-officer");
        var until = DateTimeOffset.UtcNow.Date.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.Post(
            $"/v1/referents/{referent}/override",
            $$"""{"level":"low","until":"{{until}}T00:00:00Z","reason":"Visited."}""", "supervisor");

        var reads = (await RecordsAfter(before)).Reverse().Select(record =>
        {
            Assert.True(DossierRead.TryRead(record, out var read));
            return (read.Operation, read.Purpose, read.ReferentId);
        });
        Assert.Equal(
            [
                ("openEscalation", ReadingPurpose.Escalation, referent),
                ("takeEscalation", ReadingPurpose.Escalation, referent),
                ("addEscalationNote", ReadingPurpose.Escalation, referent),
                ("judgeEscalation", ReadingPurpose.Escalation, referent),
                ("closeEscalation", ReadingPurpose.Escalation, referent),
                ("setOverride", ReadingPurpose.Supervision, referent),
            ],
            reads);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Supervision")]
    [InlineData("curiosity")]
    [InlineData("supervision, audit")]
    [InlineData("0")]
    public async Task Is_refused_for_any_other_purpose_by_the_name_of_the_header(string purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/referents/{Referent}/risk?notThere=1");
        request.Headers.TryAddWithoutValidation("X-Purpose", purpose);
        var before = await Records();
        using var answer = await server.Client.SendAsync(request);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray()
            .Select(error => (
                error.GetProperty("in").GetString(), error.GetProperty("location").GetProperty("name").GetString()));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal([("query", "notThere"), ("header", "X-Purpose")], errors);
        Assert.Empty(await RecordsAfter(before));
    }

    [Fact]
    public async Task Is_for_the_purpose_of_the_session_when_the_request_says_none()
    {
        var before = await Records();
        await Ask($"/v1/referents/{Referent}/risk", null);
        await Ask($"/v1/referents/{Referent}/risk", "objection");

        Assert.Equal(
            [ReadingPurpose.Supervision, ReadingPurpose.Objection],
            (await RecordsAfter(before)).OrderBy(record => record.Position.Offset)
                .Select(record => Read(record).Purpose));
    }

    [Fact]
    public async Task Tells_something_even_when_there_is_none_and_nothing_when_the_question_is_refused()
    {
        const string unknown = "kvk:985000002";
        var before = await Records();
        Assert.Equal(404, await Ask($"/v1/referents/{unknown}", "audit", "service-supervisor"));
        Assert.Equal(400, await Ask($"/v1/referents/{unknown}?notThere=1", "audit"));
        Assert.Equal(400, await Ask("/v1/referents/not-an-id", "audit"));
        Assert.Equal(403, await Ask($"/v1/referents/{unknown}", "audit", "administrator"));

        var read = Read(Assert.Single(await RecordsAfter(before)));
        Assert.Equal((404, unknown, ActorKind.Service), (read.Status, read.ReferentId, read.Kind));
    }

    [Fact]
    public async Task Is_of_one_referent_when_a_list_is_asked_about_one()
    {
        var before = await Records();
        await Ask($"/v1/escalations?referentId={Referent}", "escalation");

        Assert.Equal(Referent, Read(Assert.Single(await RecordsAfter(before))).ReferentId);
    }

    [Fact]
    public async Task Is_found_by_auditors()
    {
        const string referent = "kvk:985000003";
        await server.Register(referent);
        for (var number = 0; number < 3; number++)
        {
            await Ask($"/v1/referents/{referent}/risk", "audit");
            await Ask($"/v1/referents/{referent}", "escalation", "escalation-officer");
        }

        var all = await Reads($"/v1/reads?referentId={referent}");
        var ofOne = await Reads($"/v1/reads?referentId={referent}&actor=user:escalation-officer&purpose=escalation");
        var none = await Reads($"/v1/reads?referentId={referent}&actor=user:escalation-officer&purpose=audit");
        var from = Uri.EscapeDataString(all[2].GetProperty("at").GetString()!);
        var until = Uri.EscapeDataString(all[0].GetProperty("at").GetString()!);
        var between = await Reads($"/v1/reads?actor=user:escalation-officer&from={from}&until={until}");

        Assert.Equal(6, all.Count);
        Assert.Equal("getReferent", all[0].GetProperty("operation").GetString());
        Assert.All(all, record => Assert.Equal(referent, record.GetProperty("referentId").GetString()));
        Assert.Equal(3, ofOne.Count);
        Assert.Empty(none);
        Assert.Equal([all[2].GetRawText()], between.Select(record => record.GetRawText()));
    }

    [Fact]
    public async Task Is_told_to_the_organisation_without_who_it_was()
    {
        const string referent = "kvk:985000004";
        await server.Register(referent);
        await Ask($"/v1/referents/{referent}/risk", "objection", "escalation-officer");

        var (_, body) = await Answer($"/v1/referents/{referent}/reads", "data-subject-request", "team-lead");

        var told = Assert.Single(JsonElement.Parse(body).GetProperty("items").EnumerateArray());
        Assert.Equal("objection", told.GetProperty("purpose").GetString());
        Assert.Equal(
            ["escalation-officer"], told.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.DoesNotContain("user:", body, StringComparison.Ordinal);
        Assert.Equal(
            ["at", "readAt", "kind", "roles", "purpose", "operation"], told.EnumerateObject().Select(one => one.Name));
    }

    private async Task<LoggedEvent[]> Records()
    {
        var log = server.Application.Services.GetRequiredService<IReadLog>();
        return
        [
            .. await log.Newest(
                new ReadSpan(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null), IReadLog.PageMax, default),
        ];
    }

    private async Task<LoggedEvent[]> RecordsAfter(LoggedEvent[] before) =>
        [.. (await Records()).ExceptBy(before.Select(record => record.Position), record => record.Position)];

    private static DossierRead Read(LoggedEvent record) =>
        DossierRead.TryRead(record, out var read) ? read : throw new InvalidDataException("No record of reading.");

    private async Task<List<JsonElement>> Reads(string path)
    {
        var items = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var (status, body) = await Answer(
                $"{path}&pageSize=2" + (cursor.Length == 0 ? "" : $"&cursor={cursor}"), "audit", "auditor");
            Assert.True(status == 200, body);
            var page = JsonElement.Parse(body);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }

        return items;
    }

    private async Task<int> Ask(string path, string? purpose, string? user = null) =>
        (await Answer(path, purpose, user)).Status;

    /// <summary>A stream is asked for its beginning alone.</summary>
    private async Task<(int Status, string Body)> Answer(string path, string? purpose, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (purpose is not null)
            request.Headers.Add("X-Purpose", purpose);
        if (user is not null)
            request.Headers.Add("X-Demo-User", user);
        using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
                ? ""
                : await answer.Content.ReadAsStringAsync());
    }
}
