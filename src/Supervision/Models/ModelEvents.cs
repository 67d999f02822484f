using System.Collections.Immutable;
using System.Globalization;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Models;

/// <summary>Facts about models on their way to the log.</summary>
public static class ModelEvents
{
    private const string Source = "urn:supervision:models";

    /// <param name="version">How many facts the log has under the subject.</param>
    public static IReadOnlyList<NewEvent> Of(
        ImmutableArray<ModelFact> facts, long version, DateTimeOffset now, int partition)
    {
        var events = new List<NewEvent>(facts.Length);
        foreach (var fact in facts)
        {
            version = checked(version + 1);
            var key = new EventKey(Source, version.ToString(CultureInfo.InvariantCulture));
            var type = ModelFactTypes.NameOf(fact);
            var data = ModelFactTypes.Write(fact);
            events.Add(new NewEvent(
                ModelFactTypes.Subject, partition, key, type, now, data,
                CanonicalEvent.Digest(type, key, ModelFactTypes.Subject, now, data)));
        }

        return events;
    }

    /// <summary>Decides on what the log has and appends, for a command that works without a server.</summary>
    /// <exception cref="VersionConflictException">Somebody else was quicker; the same again decides anew.</exception>
    public static async Task<Refusal?> Carry(
        IEventLog log, Func<ModelRegister, Decision<ModelFact>> decide, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var reading = await ModelRegisterReading.Start.CatchUp(log, cancellation);
        var decision = decide(reading.Register);
        if (decision.Facts.Length > 0)
            await log.AppendFacts(
                ModelFactTypes.Subject, reading.Version,
                Of(
                    decision.Facts, reading.Version, Rfc3339.Kept(now),
                    Partitions.Of(ModelFactTypes.Subject, log.PartitionCount)),
                cancellation);
        return decision.Refusal;
    }
}
