using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>
/// The schemes under which the log keeps what is of this system itself, beside the histories of referents: nobody
/// outside writes there, and no referent has one.
/// </summary>
public static class OwnSubjects
{
    public static readonly ImmutableArray<string> Prefixes =
        ["escalation:", "reads:", "orders:", "access:", "retention:", "vault:"];

    /// <summary>Those of records, which nobody folds: they need no versions.</summary>
    private static readonly ImmutableArray<string> OfRecords = Prefixes.Remove("escalation:");

    /// <summary>The beginning of every source that this system sends under.</summary>
    public const string SourcePrefix = "urn:supervision:";

    public static bool Has(string subject) => Has(Prefixes, subject);

    /// <summary>Whether the subject is of records of what was done with this system.</summary>
    public static bool HasRecords(string subject) => Has(OfRecords, subject);

    private static bool Has(ImmutableArray<string> prefixes, string subject)
    {
        foreach (var prefix in prefixes)
        {
            if (subject.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
