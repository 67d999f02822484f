using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Facts;

/// <summary>One kind of fact: its permanent name, its record, and how the two meet in JSON.</summary>
/// <param name="Name">The CloudEvents type, with its version.</param>
/// <param name="Meaning">One sentence for the reader of the catalogue.</param>
public sealed record FactType(string Name, Type Record, JsonTypeInfo Json, string Meaning)
{
    /// <summary>Arises only here, from a person's decision; refused from outside.</summary>
    public bool IsOwn => typeof(IOwnFact).IsAssignableFrom(Record);

    /// <summary>Says something about an earlier event rather than about the world.</summary>
    public bool IsAboutEvent => Record == typeof(FactCorrected) || Record == typeof(FactRetracted);
}

/// <summary>The closed set of facts: name, record and JSON of each.</summary>
public static class FactTypes
{
    /// <summary>Every kind, in the order of the catalogue.</summary>
    public static ImmutableArray<FactType> All { get; } =
    [
        Of<ReferentRegistered>("referent.registered", "An organisation became known, or its register was sent again."),
        Of<ReferentRegistryChanged>("referent.registry-changed", "The Trade Register changed."),
        Of<RecognitionGranted>("recognition.granted", "The organisation was recognised for a purpose."),
        Of<RecognitionSuspended>("recognition.suspended", "The recognition for a purpose was suspended."),
        Of<RecognitionResumed>("recognition.resumed", "The suspension for a purpose ended."),
        Of<RecognitionWithdrawn>("recognition.withdrawn", "The recognition for a purpose was withdrawn."),
        Of<ApplicationSubmitted>("application.submitted", "The referent filed an application, on its own declaration."),
        Of<ApplicationDecided>("application.decided", "The application was decided."),
        Of<StayStarted>("stay.started", "A migrant's stay with the referent began."),
        Of<StayEnded>("stay.ended", "A stay with the referent ended."),
        Of<DutyNotified>("duty.notified", "The referent notified a change, as a duty tells it to."),
        Of<PayrollObserved>("payroll.observed", "What the wage records show to have been paid for a stay in a month."),
        Of<InformationRequested>("information.requested", "The supervisor asked the referent for information."),
        Of<InformationReceived>("information.received", "The referent answered a request for information."),
        Of<FinanceObserved>("finance.observed", "What a public source shows of the referent's finances on a day."),
        Of<SignalReceived>("signal.received", "A third party reported something; never free text."),
        Of<CheckPlanned>("check.planned", "A check was planned: through which channel and with what chance."),
        Of<CheckCompleted>("check.completed", "A check was completed, with what it found."),
        Of<MeasureImposed>("measure.imposed", "A measure was imposed by a named person's decision."),
        Of<MeasureLapsed>("measure.lapsed", "A measure ended."),
        Of<ObjectionFiled>("objection.filed", "The referent objected to a measure."),
        Of<ObjectionDecided>("objection.decided", "An objection was decided."),
        Of<FactCorrected>("fact.corrected", "An earlier event was wrong; data says what it should have said."),
        Of<FactRetracted>("fact.retracted", "An earlier event should never have been sent."),
        Of<EscalationConcluded>("escalation.concluded", "Human follow-up was closed; recorded here, never sent in."),
        Of<PayloadsErased>("payloads.erased", "What these events said was erased by law; the events stay."),
        Of<DossierHeld>("dossier.held", "The dossier is held: nothing of it is erased."),
        Of<DossierReleased>("dossier.released", "A hold on the dossier ended."),
    ];

    private static readonly FrozenDictionary<string, FactType> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FactSet<Fact> Kinds =
        new([.. All.Select(type => new FactKind(type.Name, type.Record, type.Json))]);

    /// <summary>The kind with this name, or null when there is none.</summary>
    public static FactType? Find(string name) => ByName.GetValueOrDefault(name);

    public static string NameOf(Fact fact) => Kinds.NameOf(fact.GetType());

    public static string NameOf<TFact>()
        where TFact : Fact => Kinds.NameOf(typeof(TFact));

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static Fact Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public static byte[] Write(Fact fact) => Kinds.Write(fact);

    private static FactType Of<TFact>(string name, string meaning)
        where TFact : Fact =>
        new($"supervision.{name}.v1", typeof(TFact), FactJsonOptions.Canonical.GetTypeInfo(typeof(TFact)), meaning);
}
