using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Audits;

/// <summary>What the document says of audit bundles.</summary>
internal static class AuditOperations
{
    private const string Holds =
        "A zip archive, signed by this server: the events with their place in the hash chain, the model documents, "
        + "every score that was told and its explanation, who asked and what for. `supervision verify-bundle` checks "
        + "it with no server and no database, and computes each score anew. Refused with `bundle-too-large` when it "
        + "would hold more than a bundle may, and with `no-signing-key`. ";

    private static readonly AuditKeyList KeysExample = new(
    [
        new AuditKeyItem(
            "1f0c9d8e7b6a5f4e3d2c1b0a1f0c9d8e7b6a5f4e3d2c1b0a1f0c9d8e7b6a5f4e", AuditKeyState.Signs,
            "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…\n-----END PUBLIC KEY-----\n"),
    ]);

    public static readonly QueryKey FromKey = QueryKey.OfInstant(
        "from", "The first moment of the period; a day before its end when left out.") with
    { Example = "2026-01-01T00:00:00Z" };

    public static readonly QueryKey UntilKey = QueryKey.OfInstant(
        "until", "The first moment after the period; now when left out.") with
    { Example = "2026-01-02T00:00:00Z" };

    public static readonly Operation OfReferent = new(
        "getReferentAuditBundle", Tags.Audits, "Everything that the scores of one referent rest on, to be checked",
        Holds + "With its follow-up, the levels set by hand, and the score of this moment. It names officials. Kept "
        + "from an auditor who is an officer too while its case waits for a judgement: `judge-first`.")
    {
        Access = AccessRule.People(Role.Auditor).Reading(DossierReading.One),
        ShowsRisk = true,
        Load = Load.Heavy,
        Path = [PathKey.Referent],
        Answers = [new Answer(200, "The bundle.", BundleAnswer.MediaType, "PK")],
        Errors = [404, 409, 503],
    };

    public static readonly Operation OfPeriod = new(
        "getAuditBundle", Tags.Audits, "Everything that the scores of a period rest on, to be checked",
        Holds + "Of every referent of which something was recorded, or a level told, in the period: its history up to "
        + "the end of it. Each is recorded as a reading of that dossier. Kept from an auditor who is an officer too "
        + "while a case of any of them waits for a judgement: `judge-first`.")
    {
        Access = AccessRule.People(Role.Auditor).Reading(DossierReading.Several),
        Load = Load.Heavy,
        Query = [FromKey, UntilKey],
        Answers = [new Answer(200, "The bundle.", BundleAnswer.MediaType, "PK")],
        Errors = [409, 503],
    };

    public static readonly Operation ListKeys = new(
        "listAuditKeys", Tags.Audits, "The public keys that bundles are signed with",
        "Keep one that was got in another way than the bundle, and name it to `verify-bundle --key`: a bundle brings a "
        + "key of its own, which says nothing of who made it.")
    {
        Access = AccessRule.SignedIn,
        Answers = [Answer.Json(200, "The key that signs, and those that did before.", KeysExample)],
        Errors = [409],
    };
}
