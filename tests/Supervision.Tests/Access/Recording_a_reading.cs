using System.Text;
using Supervision.Access;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Tests.Access;

/// <summary>What was once put on the log stays readable, with the same digest; the file is not edited.</summary>
public sealed class Recording_a_reading
{
    // Computed once, with another program.
    private const string Digest = "752a23e845c2c1952818257588a3e03c053272d1b6cf0158dd255a32126ff733";

    private static readonly DossierRead Read = new(
        "getEscalation", "user:j.jansen", ActorKind.Person, [Role.TeamLead, Role.Auditor],
        ReadingPurpose.DataSubjectRequest, 200, "kvk:99000001", "kvk:99000001~2");

    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)
        .AddMicroseconds(123456);

    private static readonly Guid Id = Guid.Parse("018c8a2e5c0070008000000000000001");

    [Fact]
    public void Writes_the_event_that_was_agreed_to_the_byte()
    {
        var golden = File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "Supervision.Tests", "Golden", "Reads", $"{DossierRead.TypeName}.json"))
            .TrimEnd('\n');
        var written = Read.ToEvent(Id, At.AddTicks(7), 16);

        Assert.Equal(golden, Encoding.UTF8.GetString(CanonicalEvent.Write(
            written.Type, written.Key, written.Subject, written.Time, written.Data.Span)));
        Assert.Equal(Digest, Convert.ToHexStringLower(written.Digest.Span));
        Assert.Equal(Partitions.Of("kvk:99000001", 16), written.Partition);
    }

    [Fact]
    public void Reads_back_what_was_written()
    {
        Assert.True(DossierRead.TryRead(Logged(Read), out var read));

        Assert.Equal(Read with { Roles = [] }, read with { Roles = [] });
        Assert.Equal(Read.Roles.AsEnumerable(), read.Roles.AsEnumerable());
    }

    [Fact]
    public void Says_nothing_of_what_was_erased_or_is_of_another_type()
    {
        var logged = Logged(Read);

        Assert.False(DossierRead.TryRead(logged with { Data = default }, out _));
        Assert.False(DossierRead.TryRead(logged with { Type = "supervision.dossier.read.v2" }, out _));
        Assert.False(DossierRead.TryRead(logged with { Data = "{\"status\":200}"u8.ToArray() }, out _));
    }

    [Fact]
    public void Is_under_a_subject_that_no_referent_can_have()
    {
        var list = Read with { ReferentId = null, EscalationId = null };

        Assert.Equal("reads:*", list.ToEvent(Id, At, 16).Subject);
        Assert.False(ReferentId.TryParse(DossierRead.SubjectOfLists, null, out _));
        Assert.False(ReferentId.TryParse(Read.ToEvent(Id, At, 16).Subject, null, out _));
        Assert.DoesNotContain(
            "null", Encoding.UTF8.GetString(list.ToEvent(Id, At, 16).Data.Span), StringComparison.Ordinal);
    }

    private static LoggedEvent Logged(DossierRead read)
    {
        var written = read.ToEvent(Id, At, 16);
        return new LoggedEvent(
            new LogPosition(written.Partition, 1), written.Subject, written.Key, written.Type, written.Time, At,
            written.Data, null);
    }
}
