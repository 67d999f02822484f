using Supervision.Access;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Retention;

/// <summary>
/// A subject under which the log keeps what was done with this system, and how long: each record by itself, from when
/// it was recorded.
/// </summary>
/// <param name="Referent">Whose dossier it is about; what holds the dossier keeps its records too.</param>
public sealed record RecordSubject(string Subject, MatterKind Kind, ReferentId? Referent)
{
    private static readonly (string Prefix, MatterKind Kind)[] Kinds =
    [
        (DossierRead.SubjectPrefix, MatterKind.Reading),
        (DossierOrder.SubjectPrefix, MatterKind.DossierOrder),
        ("access:", MatterKind.AccessChange),
        ("retention:", MatterKind.RetentionRun),
    ];

    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    /// <summary>Null when it is a subject of something else.</summary>
    public static RecordSubject? Of(string subject)
    {
        foreach (var (prefix, kind) in Kinds)
        {
            if (subject.StartsWith(prefix, StringComparison.Ordinal))
                return new RecordSubject(
                    subject, kind,
                    ReferentId.TryParse(subject[prefix.Length..], null, out var referent) ? referent : null);
        }

        return null;
    }

    /// <summary>Whether the term of a record is over; that something was erased stays.</summary>
    public bool IsOver(LoggedEvent record, DateTimeOffset now)
    {
        var began = DateOnly.FromDateTime(record.RecordedAt.UtcDateTime);
        return record.Type != Erasure && RetentionRules.Of(Kind, began) is { } rule
            && began.AddYears(rule.Years) < DateOnly.FromDateTime(now.UtcDateTime);
    }
}
