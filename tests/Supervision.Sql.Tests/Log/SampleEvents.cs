using System.Globalization;
using System.Text;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

/// <summary>Events as the gateway would give them to a log: canonical data, and a digest that matches.</summary>
internal static class SampleEvents
{
    public const string Source = "urn:example:register";

    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static NewEvent One(
        string id, string subject = "kvk:99000001", int partition = 0, string content = "1", EventKey? target = null,
        string source = Source)
    {
        var data = Encoding.UTF8.GetBytes($$"""{"headCount":{{content}}}""");
        var key = new EventKey(source, id);
        const string type = "supervision.application.submitted.v1";
        return new NewEvent(
            subject, partition, key, type, Monday, data,
            CanonicalEvent.Digest(type, key, subject, Monday, data), target);
    }

    /// <summary>A retraction as it really is: the target is in its data.</summary>
    public static NewEvent Retraction(string id, EventKey target, int partition = 0) => CanonicalEvent.Of(
        new FactRetracted(target.Source, target.EventId, CorrectionReason.SourceError), new EventKey(Source, id),
        "kvk:99000001", partition, Monday);

    public static IReadOnlyList<NewEvent> Many(string prefix, int count, int partition = 0) =>
        [.. Enumerable.Range(1, count).Select(i => One(
            prefix + i.ToString(CultureInfo.InvariantCulture), Subject(i, partition), partition))];

    /// <summary>A batch over all of four partitions.</summary>
    public static IReadOnlyList<NewEvent> Batch(string name) =>
        [.. Enumerable.Range(0, 40).Select(i => One(
            string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"), Subject(i, i % 4), i % 4))];

    /// <summary>A subject that this partition alone has.</summary>
    public static string Subject(int number, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"kvk:99{partition:000}{number % 7:000}");
}
