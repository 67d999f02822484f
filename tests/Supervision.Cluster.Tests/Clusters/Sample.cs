using System.Security.Cryptography;
using System.Text;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Events for the log, as the gateway would make them.</summary>
internal static class Sample
{
    public const string Source = "urn:test";

    /// <summary>The same text always gives a referent of the same name, in the range that is nobody's.</summary>
    public static ReferentId Referent(string name) => ReferentId.Parse($"kvk:99.{name}");

    public static NewEvent About(ReferentId referent, string id, Fact fact, DateTimeOffset time, int partitions) =>
        Raw(
            referent.ToString(), referent, id, FactTypes.NameOf(fact), FactTypes.Write(fact), time, partitions,
            fact switch
            {
                FactCorrected corrected => corrected.Target,
                FactRetracted retracted => retracted.Target,
                _ => null,
            });

    public static NewEvent Raw(
        string subject,
        ReferentId referent,
        string id,
        string type,
        byte[] data,
        DateTimeOffset time,
        int partitions,
        EventKey? target = null) =>
        new(
            subject,
            Partitions.Of(referent.ToString(), partitions),
            new EventKey(Source, id),
            type,
            time,
            data,
            SHA256.HashData([.. Encoding.UTF8.GetBytes($"{id} {type} {time:O} "), .. data]),
            target);

    /// <summary>A change in the Trade Register: by the test model, two in 90 days are medium, three high.</summary>
    public static ReferentRegistryChanged Change(DateTimeOffset at) =>
        new(RegistryChange.Address, DateOnly.FromDateTime(at.UtcDateTime));
}
