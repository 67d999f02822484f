using System.Globalization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>Orders to erase on their way to the log, and as they are carried out.</summary>
internal static class ErasureOrders
{
    private const string Source = "urn:supervision:retention";

    /// <param name="first">The first offset that an order names: of orders at one moment each has another.</param>
    public static NewEvent EventOf(string subject, int partition, Fact fact, long first, DateTimeOffset now)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{subject}/{now.UtcTicks}/{first}");
        return CanonicalEvent.Of(fact, new EventKey(Source, key), subject, partition, now);
    }

    /// <summary>One that is on the log since now.</summary>
    public static ErasureOrder Of(NewEvent order, LogPosition position) =>
        Of(position, order.Type, order.Key, order.Subject, order.Time, order.Data);

    /// <summary>One that the log has.</summary>
    public static ErasureOrder Of(LoggedEvent order) =>
        Of(order.Position, order.Type, order.Key, order.Subject, order.Time, order.Data);

    private static ErasureOrder Of(
        LogPosition position, string type, EventKey key, string subject, DateTimeOffset time,
        ReadOnlyMemory<byte> data) => new(
            position,
            CanonicalEvent.Write(type, key, subject, time, data.Span),
            [
                .. OffsetRanges.Read(((PayloadsErased)FactTypes.Read(type, data.Span)).Offsets)
                    .Select(offset => position with { Offset = offset }),
            ]);
}
