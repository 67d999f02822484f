using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Ladder;

/// <summary>As whom the law fines a referent.</summary>
[JsonConverter(typeof(ClosedList<PersonKind>))]
public enum PersonKind
{
    NaturalPerson,
    LegalPerson,
}

/// <summary>The most that one violation may cost, by person and by the day of the violation.</summary>
public static class FineMaxima
{
    /// <summary>In force from a day on; the first row goes back to before the system's floor.</summary>
    private static readonly (DateOnly From, long NaturalCents, long LegalCents)[] InForce =
        [(DateOnly.MinValue, 150_000, 300_000)];

    public static long Of(PersonKind person, DateOnly occurredOn)
    {
        var row = InForce[0];
        foreach (var next in InForce)
        {
            if (next.From <= occurredOn)
                row = next;
        }

        return person == PersonKind.LegalPerson ? row.LegalCents : row.NaturalCents;
    }

    /// <summary>
    /// A sole proprietor is a natural person; partnerships are treated as legal persons (Awb art. 5:1). Of whom the
    /// form is not known the lower maximum holds.
    /// </summary>
    public static PersonKind KindOf(LegalForm? form) =>
        form is null or LegalForm.SoleProprietorship ? PersonKind.NaturalPerson : PersonKind.LegalPerson;
}
