using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Log;
using Supervision.Server;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Who has the machine needs no leave to read; that it was read is on record all the same.</summary>
[Collection(nameof(AccountServer))]
public sealed class Reading_by_a_command(AccountServer server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Is_recorded_beside_a_server_with_who_and_what_for()
    {
        const string referent = "kvk:985200001";
        using var folder = new TemporaryFolder();
        var log = server.Application.Services.GetRequiredService<IEventLog>();
        await log.Append([Signal(referent, log)], None);

        var before = DateTimeOffset.UtcNow;
        var (code, output) = await Export(referent, folder, "objection", "--data", server.Folder);
        Assert.True(code == 0, output);

        var record = Assert.Single(await log.Under($"reads:{referent}", referent));
        Assert.True(DossierRead.TryRead(record, out var read));
        Assert.Equal(
            ("exportDossier", SystemAccount.ActorId, ActorKind.Person, ReadingPurpose.Objection, 200, referent),
            (read.Operation, read.Actor, read.Kind, read.Purpose, read.Status, read.ReferentId));
        Assert.StartsWith("system:", read.Actor, StringComparison.Ordinal);
        Assert.Empty(read.Roles);
        Assert.InRange(record.Time, before.AddMilliseconds(-1), record.RecordedAt);

        var (auditor, _) = await server.Person("auditor");
        using var owned = auditor;
        var (_, page) = await auditor.Get(
            $"/v1/reads?actor={Uri.EscapeDataString(SystemAccount.ActorId)}&referentId={referent}");
        var told = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("objection", told.GetProperty("purpose").GetString());
        Assert.Equal(record.Time, told.GetProperty("readAt").GetDateTimeOffset());
        Assert.Equal(record.RecordedAt, told.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Is_recorded_of_every_dossier_of_an_audit_bundle_which_holds()
    {
        string[] referents = ["kvk:985200007", "kvk:985200008"];
        using var folder = new TemporaryFolder();
        var log = server.Application.Services.GetRequiredService<IEventLog>();
        foreach (var referent in referents)
            await log.Append([Signal(referent, log)], None);
        var (one, day, key) = (
            Path.Combine(folder.Path, "one.zip"), Path.Combine(folder.Path, "day.zip"),
            Path.Combine(folder.Path, "key.pem"));
        // As the server is started: what is signed is what it would say.
        string[] bundle = ["audit-bundle", "--purpose", "audit", "--data", server.Folder, "--model", "example"];

        var (made, output) = await ServerProcess.Run([.. bundle, "--referent", referents[0], "--out", one]);
        Assert.True(made == 0, output);
        var (period, said) = await ServerProcess.Run([.. bundle, "--out", day]);
        Assert.True(period == 0, said);
        var (_, pem) = await ServerProcess.Run("audit-key", "show", "--data", server.Folder);
        await File.WriteAllTextAsync(key, pem[pem.IndexOf("-----BEGIN", StringComparison.Ordinal)..]);

        foreach (var file in (string[])[one, day])
        {
            var (holds, found) = await ServerProcess.Run("verify-bundle", file, "--key", key);
            Assert.True(holds == 0, found);
            Assert.Contains("The bundle holds.", found, StringComparison.Ordinal);
        }

        Assert.Equal(
            ["getReferentAuditBundle", "getAuditBundle"],
            (await log.Under($"reads:{referents[0]}", referents[0], 2)).Select(Operation));
        Assert.Equal(
            ["getAuditBundle"], (await log.Under($"reads:{referents[1]}", referents[1])).Select(Operation));

        static string Operation(LoggedEvent record) => DossierRead.TryRead(record, out var read) ? read.Operation : "";
    }

    [Fact]
    public async Task Is_recorded_when_there_was_nothing_and_whoever_delivers_the_note_once()
    {
        const string referent = "kvk:985200002";
        using var folder = new TemporaryFolder();
        var (code, _) = await Export(referent, folder, "data-subject-request", "--data", server.Folder);

        // As if several servers looked at the same moment.
        var notes = server.Application.Services.GetServices<IHostedService>().OfType<NotesToLog>().Single();
        await Task.WhenAll(notes.Deliver(None), notes.Deliver(None), notes.Deliver(None));
        await notes.Deliver(None);

        Assert.Equal(1, code);
        Assert.False(File.Exists(PathIn(folder)));
        var log = server.Application.Services.GetRequiredService<IEventLog>();
        var record = Assert.Single(await log.ReadSubject($"reads:{referent}", 0, 10, None));
        Assert.True(DossierRead.TryRead(record, out var read));
        Assert.Equal((404, ReadingPurpose.DataSubjectRequest), (read.Status, read.Purpose));
        Assert.False(await notes.Deliver(None));
    }

    [Fact]
    public async Task Waits_for_the_next_start_where_no_server_runs()
    {
        const string referent = "kvk:985200003";
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var (held, _) = await ServerProcess.Run("dossier", "hold", referent, "--ground", "inspection", "--data", data);
        var (code, output) = await Export(referent, folder, "audit", "--data", data);
        Assert.True((held, code) == (0, 0), output);
        Assert.True(File.Exists(PathIn(folder)));

        for (var starts = 0; starts < 2; starts++)
        {
            await using var application = SupervisionHost.Build(new ServerSettings(
                new DirectoryInfo(data), "http://127.0.0.1:0", "example", Clock: null,
                Configuration: new Dictionary<string, string?>
                {
                    ["Supervision:Sql:Encryption:KeyFile"] = ServerProcess.KeyFile,
                }));
            await application.StartAsync();
            Assert.Single(await OfReading(application, referent));
            await application.StopAsync();
        }
    }

    [Fact]
    public async Task Is_recorded_once_beside_several_servers_of_one_PostgreSQL()
    {
        const string referent = "kvk:985200004";
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await using var first = database.Serve(folder, "one");
        await using var second = database.Serve(folder, "two");
        await first.StartAsync();
        await second.StartAsync();
        var log = first.Services.GetRequiredService<IEventLog>();
        await log.Append([Signal(referent, log)], None);

        var (code, output) = await Export(
            referent, folder, "supervision", "--database", database.ConnectionString, "--data", folder.Path);
        Assert.True(code == 0, output);
        await OfReading(first, referent);
        foreach (var application in (WebApplication[])[first, second])
            await application.Services.GetServices<IHostedService>().OfType<NotesToLog>().Single().Deliver(None);

        Assert.Single(await log.ReadSubject($"reads:{referent}", 0, 10, None));
        await second.StopAsync();
        await first.StopAsync();
    }

    [Fact]
    public async Task Shows_nothing_without_a_purpose_of_the_list()
    {
        using var folder = new TemporaryFolder();
        string[] export = ["dossier", "export", "kvk:985200005", "--out", PathIn(folder), "--data", server.Folder];
        var (none, missing) = await ServerProcess.Run(export);
        var (other, unknown) = await ServerProcess.Run([.. export, "--purpose", "curiosity"]);

        Assert.Equal((2, 2), (none, other));
        Assert.Contains("--purpose", missing, StringComparison.Ordinal);
        Assert.Contains("curiosity", unknown, StringComparison.Ordinal);
        Assert.False(File.Exists(PathIn(folder)));
    }

    [Fact]
    public async Task Shows_nothing_that_cannot_be_recorded()
    {
        const string referent = "kvk:985200006";
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await ServerProcess.Run("dossier", "hold", referent, "--ground", "inspection", "--data", data);
        Directory.CreateDirectory(Path.Combine(data, "accounts.db"));

        var (code, output) = await Export(referent, folder, "audit", "--data", data);

        Assert.True(code == 3, output);
        Assert.False(File.Exists(PathIn(folder)));
    }

    [Theory]
    [InlineData("root", "system:root")]
    [InlineData("J. de Vries", "system:J.%20de%20Vries")]
    [InlineData("", "system:nameless")]
    public void Names_the_account_so_that_every_record_can_hold_it(string account, string actor)
    {
        Assert.Equal(actor, SystemAccount.ActorIdOf(account));
        Assert.True(Actor.IsId(SystemAccount.ActorIdOf(account)));
        Assert.True(Actor.IsId(SystemAccount.ActorIdOf(new string('é', 200))));
    }

    private static NewEvent Signal(string referent, IEventLog log) => CanonicalEvent.Of(
        new SignalReceived("g-1", SignalOrigin.LabourInspectorate, Reliability.B, SignalTopic.Underpayment),
        new EventKey("urn:test:command", referent), referent, Partitions.Of(referent, log.PartitionCount),
        new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    private static string PathIn(TemporaryFolder folder) => Path.Combine(folder.Path, "dossier.json");

    private static Task<(int ExitCode, string Output)> Export(
        string referent, TemporaryFolder folder, string purpose, params string[] of) => ServerProcess.Run(
            ["dossier", "export", referent, "--out", PathIn(folder), "--purpose", purpose, .. of]);

    private static Task<LoggedEvent[]> OfReading(WebApplication application, string referent) =>
        application.Services.GetRequiredService<IEventLog>().Under($"reads:{referent}", referent);
}
