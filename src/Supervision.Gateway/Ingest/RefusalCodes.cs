using System.Collections.Frozen;

namespace Supervision.Gateway.Ingest;

/// <summary>The codes under which events are refused, as labels of a count: a closed list, so it cannot grow.</summary>
internal static class RefusalCodes
{
    /// <summary>Stands for a code that is not on the list.</summary>
    public const string Other = "other";

    public static readonly FrozenSet<string> All =
    [
        "control-character", "duplicate-member", "forbidden-member", "invalid-source", "invalid-subject",
        "lone-surrogate", "malformed-json", "missing-member", "not-in-list", "out-of-range", "reserved-type",
        "source-not-allowed", "time-in-future", "time-too-early", "too-deep", "too-large", "too-long", "too-short",
        "type-not-allowed", "unknown-member", "unknown-type", "wrong-form", "wrong-type",
    ];
}
