using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Retention;

/// <summary>How long a kind of payload is kept, from when, and why.</summary>
/// <param name="Kind">What it is about: a matter whose facts are kept and erased together.</param>
/// <param name="From">The first day on which this rule holds; by the day on which the term began.</param>
/// <param name="Years">Whole years after the term begins.</param>
/// <param name="Begins">When the term begins.</param>
/// <param name="Ground">The legal ground, and what is from memory and to be checked.</param>
public sealed record RetentionRule(
    MatterKind Kind, DateOnly From, int Years, string Begins, string Ground);

/// <summary>What facts are about, as far as keeping them goes.</summary>
[JsonConverter(typeof(ClosedList<MatterKind>))]
public enum MatterKind
{
    /// <summary>What the registers say of the organisation, and its recognitions.</summary>
    Recognition,
    RegistryChange,
    Application,
    Stay,
    Notification,
    InformationRequest,
    Finance,
    Signal,
    Check,
    Measure,
    Escalation,

    /// <summary>A level that a person set by hand, with the reason.</summary>
    Override,

    /// <summary>A change of level that was told: a score.</summary>
    Score,

    /// <summary>Who read what.</summary>
    Reading,

    /// <summary>Who ordered what of a dossier.</summary>
    DossierOrder,

    /// <summary>Who was given what access.</summary>
    AccessChange,

    /// <summary>What was destroyed, by whose order.</summary>
    RetentionRun,
}
