using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Inboxes;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>A log in memory with histories, cases and teams, and the question of a report to it.</summary>
internal sealed class StreamInMemory
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private int _events;

    public MemoryEventLog Log { get; } = new(4, TimeProvider.System);

    public static ReferentRegistered Registered => new(
        LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 1));

    public async Task<(StreamPopulation Population, StreamVariations Varied)> Population(
        StreamQuestion question, ImmutableArray<LogHead>? heads = null, StreamUse? use = null)
    {
        var pace = new Pace(1, TimeProvider.System);
        var variations = new StreamVariations(RiskModels.Example, question, seed: 1, pace);
        heads ??= await Log.Heads(CancellationToken.None);
        return (
            new StreamPopulation(
                Log, RiskModels.Example, question, heads.Value, variations, use ?? Use(question), pace),
            variations);
    }

    public static StreamUse Use(StreamQuestion question) => new(question, RiskModels.Example.Identity.Hash);

    public Task Register(string referent) => Put(referent, Registered, Monday.AddDays(-100));

    public async Task Checked(string referent, Channel channel, decimal chance, bool breach, DateTimeOffset at)
    {
        await Register(referent);
        await Put(referent, new CheckPlanned("check-1", channel, chance, CheckKind.Desk), Monday.AddDays(-20));
        await Put(
            referent, new CheckCompleted("check-1", [new Finding(Duty.KeepRecords, Severity.Minor, breach)]), at);
    }

    public async Task Put(string referent, Fact fact, DateTimeOffset at, EventKey? key = null) => await Log.Append(
        [CanonicalEvent.Of(fact, key ?? Next(), referent, Partitions.Of(referent, 4), at)], CancellationToken.None);

    public async Task PutCase(string referent, DateTimeOffset at, params EscalationFact[] facts)
    {
        var subject = EscalationId.SubjectOf(ReferentId.Parse(referent));
        foreach (var fact in facts)
            await Put(subject, EscalationFactTypes.NameOf(fact), EscalationFactTypes.Write(fact), at);
    }

    public Task PutTeam(string team, DateTimeOffset at, params string[] officers) => Put(
        InboxFacts.Subject, InboxFacts.Set,
        InboxFacts.Write(new InboxSet(
            new Inbox(team, team, [.. officers.Select(officer => new InboxMember(officer, 5, [], []))]), "user:lead")),
        at);

    private async Task Put(string subject, string type, byte[] data, DateTimeOffset at)
    {
        var key = Next();
        await Log.Append(
            [
                new NewEvent(
                    subject, Partitions.Of(subject, 4), key, type, at, data,
                    CanonicalEvent.Digest(type, key, subject, at, data)),
            ],
            CancellationToken.None);
    }

    private EventKey Next() => new("urn:test", $"{++_events}");
}
