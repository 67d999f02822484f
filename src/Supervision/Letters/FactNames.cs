using System.Collections.Frozen;

namespace Supervision.Letters;

/// <summary>What an event is called in a letter, in both languages; a test holds that none lacks.</summary>
internal static class FactNames
{
    private static readonly FrozenDictionary<string, (string Dutch, string English)> All =
        new Dictionary<string, (string, string)>
        {
            ["referent.registered"] = ("een inschrijving in het register", "an entry in the register"),
            ["referent.registry-changed"] =
                ("een verandering in het Handelsregister", "a change in the Trade Register"),
            ["recognition.granted"] = ("een erkenning", "a recognition"),
            ["recognition.suspended"] = ("een schorsing van de erkenning", "a suspension of the recognition"),
            ["recognition.resumed"] = ("het einde van een schorsing", "the end of a suspension"),
            ["recognition.withdrawn"] = ("een intrekking van de erkenning", "a withdrawal of the recognition"),
            ["application.submitted"] = ("een aanvraag", "an application"),
            ["application.decided"] = ("een beslissing op een aanvraag", "a decision on an application"),
            ["stay.started"] = ("het begin van een verblijf", "the start of a stay"),
            ["stay.ended"] = ("het einde van een verblijf", "the end of a stay"),
            ["duty.notified"] = ("een melding", "a notification"),
            ["payroll.observed"] = ("een loongegeven", "a wage record"),
            ["information.requested"] = ("een vraag om informatie", "a request for information"),
            ["information.received"] = ("een antwoord op een vraag om informatie", "an answer to a request"),
            ["finance.observed"] = ("een gegeven over uw financiën", "an observation of your finances"),
            ["signal.received"] = ("een signaal", "a signal"),
            ["check.planned"] = ("de planning van een controle", "the planning of a check"),
            ["check.completed"] = ("een controle", "a check"),
            ["measure.imposed"] = ("een maatregel", "a measure"),
            ["measure.lapsed"] = ("het einde van een maatregel", "the end of a measure"),
            ["objection.filed"] = ("een bezwaar", "an objection"),
            ["objection.decided"] = ("een beslissing op een bezwaar", "a decision on an objection"),
            ["fact.corrected"] = ("een verbetering van een gegeven", "a correction of a fact"),
            ["fact.retracted"] = ("het schrappen van een gegeven", "a retraction of a fact"),
            ["escalation.concluded"] = ("het einde van een onderzoek", "the end of an investigation"),
            ["payloads.erased"] = ("het wissen van gegevens", "an erasure of facts"),
            ["dossier.held"] = ("het bewaren van het dossier", "a hold on the dossier"),
            ["dossier.released"] = ("het einde van het bewaren", "the end of a hold"),
        }.ToFrozenDictionary(
            one => $"supervision.{one.Key}.v1", one => one.Value, StringComparer.Ordinal);

    /// <summary>Those whose Dutch name is neuter.</summary>
    private static readonly FrozenSet<string> Neuter = new[]
    {
        "payroll.observed", "information.received", "finance.observed", "signal.received", "objection.filed",
    }.Select(key => $"supervision.{key}.v1").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name of a certain one: "the check".</summary>
    public static string Certain(string type, LetterLanguage language)
    {
        var name = Of(type, language);
        if (language == LetterLanguage.English)
            return name.StartsWith("a ", StringComparison.Ordinal) || name.StartsWith("an ", StringComparison.Ordinal)
                ? "the" + name[name.IndexOf(' ', StringComparison.Ordinal)..]
                : name;

        return name.StartsWith("een ", StringComparison.Ordinal)
            ? (Neuter.Contains(type) ? "het" : "de") + name[name.IndexOf(' ', StringComparison.Ordinal)..]
            : name;
    }

    public static string Of(string type, LetterLanguage language) =>
        language == LetterLanguage.Dutch ? All[type].Dutch : All[type].English;
}
