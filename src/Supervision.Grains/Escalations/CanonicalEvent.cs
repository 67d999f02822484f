using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
namespace Supervision.Grains.Escalations;

internal static class CanonicalEvent
{
    public static byte[] Digest(string type, EventKey key, string subject, DateTimeOffset time, byte[] data)
    {
        var o = new JsonObject
        {
            ["data"] = JsonNode.Parse(data),
            ["id"] = key.EventId,
            ["source"] = key.Source,
            ["specversion"] = "1.0",
            ["subject"] = subject,
            ["time"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = type
        };
        return SHA256.HashData(CanonicalJson.Of(System.Text.Encoding.UTF8.GetBytes(o.ToJsonString())));
    }

    public static NewEvent Of(Fact fact, EventKey key, string subject, int partition, DateTimeOffset time)
    {
        var type = FactTypes.NameOf(fact);
        var data = FactTypes.Write(fact);
        return new NewEvent(subject, partition, key, type, time, data, Digest(type, key, subject, time, data));
    }
}
