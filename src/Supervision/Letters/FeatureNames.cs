using System.Collections.Frozen;

namespace Supervision.Letters;

/// <summary>What a feature is called in a letter, in both languages; a test holds that none lacks.</summary>
internal static class FeatureNames
{
    private static readonly FrozenDictionary<string, (string Dutch, string English)> All =
        new Dictionary<string, (string, string)>
        {
            ["applications-submitted-30"] = ("Aanvragen in 30 dagen", "Applications in 30 days"),
            ["applications-submitted-90"] = ("Aanvragen in 90 dagen", "Applications in 90 days"),
            ["applications-submitted-365"] = ("Aanvragen in een jaar", "Applications in a year"),
            ["applications-submitted-1095"] = ("Aanvragen in drie jaar", "Applications in three years"),
            ["share-refused-365"] = ("Aanvragen die in een jaar zijn afgewezen", "Applications refused in a year"),
            ["share-refused-1095"] =
                ("Aanvragen die in drie jaar zijn afgewezen", "Applications refused in three years"),
            ["share-withdrawn-365"] = ("Aanvragen die u in een jaar introk", "Applications withdrawn in a year"),
            ["share-withdrawn-1095"] =
                ("Aanvragen die u in drie jaar introk", "Applications withdrawn in three years"),
            ["share-partly-granted-365"] =
                ("Aanvragen die in een jaar voor een deel zijn toegekend", "Applications granted in part in a year"),
            ["share-partly-granted-1095"] =
                ("Aanvragen die in drie jaar voor een deel zijn toegekend",
                    "Applications granted in part in three years"),
            ["applications-growth-90"] =
                ("Groei van het aantal aanvragen in 90 dagen", "Growth of applications in 90 days"),
            ["permits-1095"] = ("Toegekende aanvragen in drie jaar", "Applications granted in three years"),
            ["share-notified-late-365"] = ("Meldingen die in een jaar te laat waren", "Notifications late in a year"),
            ["share-notified-late-1095"] =
                ("Meldingen die in drie jaar te laat waren", "Notifications late in three years"),
            ["median-notification-delay-365"] =
                ("Tijd tussen een verandering en uw melding", "Time between a change and your notification"),
            ["overdue-information-requests"] =
                ("Vragen om informatie die te lang openstaan", "Requests for information that are overdue"),
            ["registry-changes-90"] =
                ("Veranderingen in het Handelsregister in 90 dagen", "Changes in the Trade Register in 90 days"),
            ["tax-arrears-or-insolvency"] =
                ("Belastingschuld of faillissement", "Tax arrears or insolvency"),
            ["share-payroll-below-criterion-365"] =
                ("Maanden met een loon onder de norm in een jaar", "Months of pay below the criterion in a year"),
            ["share-stays-without-payroll"] =
                ("Werknemers zonder bekend loon", "Stays without any known pay"),
            ["share-stays-ended-early-365"] =
                ("Verblijven die binnen een half jaar eindigden", "Stays that ended within half a year"),
            ["stays-running"] = ("Verblijven die nu lopen", "Stays that run now"),
            ["open-findings"] =
                ("Overtredingen bij controles, gewogen", "Breaches found by checks, weighted"),
            ["severe-findings-1095"] =
                ("Ernstige overtredingen in drie jaar", "Severe breaches in three years"),
            ["valid-warnings"] = ("Waarschuwingen die nog gelden", "Warnings that still hold"),
            ["fines-five-years"] = ("Boetes in vijf jaar", "Fines in five years"),
            ["suspensions-five-years"] =
                ("Schorsingen en intrekkingen in vijf jaar", "Suspensions and withdrawals in five years"),
            ["signals-weighted"] = ("Signalen van anderen, gewogen", "Signals from others, weighted"),
            ["recognition-suspended"] = ("Erkenning geschorst", "Recognition suspended"),
            ["days-since-recognition"] = ("Tijd sinds uw erkenning", "Time since your recognition"),
            ["days-since-check"] = ("Tijd sinds de laatste controle", "Time since the last check"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string feature, LetterLanguage language) =>
        language == LetterLanguage.Dutch ? All[feature].Dutch : All[feature].English;
}
