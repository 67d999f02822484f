using System.Text.Json;

namespace Supervision.Risk;

/// <summary>From JSON to a document: the members, their types and limits.</summary>
internal static class RiskModelSyntax
{
    public const int IndicatorsMax = 64;
    public const int BinsMax = 32;
    public const int PointsMax = 1_000;
    public const long ValueMax = 1_000_000_000_000;

    public const int NameMax = 200;
    public const int TextMax = 4_000;
    public const int EvidenceMax = 1_000_000;
    public const int LevelCount = 3;
    public const int BoundMax = PointsMax * (IndicatorsMax + 1);

    /// <summary>The longest name in kebab-case.</summary>
    public const int KebabMax = 64;

    public const string NamePattern = Models.ModelVersionName.IdPattern;

    /// <summary>Not of white space alone.</summary>
    public const string TextPattern = "\\S";

    public static RiskModelDocument Read(JsonElement root, List<Refusal> errors)
    {
        var reader = new DocumentReader(root, "", errors);
        var document = new RiskModelDocument(
            reader.Name("id"),
            reader.Text("version", NameMax),
            reader.Text("title", NameMax),
            reader.Boolean("example"),
            reader.Text("owner", NameMax),
            reader.Integer("base", -PointsMax, PointsMax),
            [.. reader.Objects("indicators", IndicatorsMax).Select(ReadIndicator)],
            [.. reader.Objects("levels", LevelCount).Select(ReadLevel)],
            reader.Integer("minimumEvidence", 0, EvidenceMax),
            reader.Integer("confidence", 1, 99),
            reader.Integer("cooldownDays", 0, Features.FoldState.CooldownMax),
            ReadEscalation(reader.Object("escalation", isNullable: true)));
        reader.End();
        return document;
    }

    private static Indicator ReadIndicator(DocumentReader reader)
    {
        var indicator = new Indicator(
            reader.Name("id"),
            reader.Text("feature", NameMax),
            [.. reader.Objects("bins", BinsMax).Select(ReadBin)],
            ReadMissing(reader.Object("missing")),
            ReadJustification(reader.Object("justification", isNullable: true)));
        reader.End();
        return indicator;
    }

    private static Bin ReadBin(DocumentReader reader)
    {
        var bin = new Bin(
            reader.Integer("points", -PointsMax, PointsMax),
            reader.OptionalInteger("from", -ValueMax, ValueMax),
            reader.OptionalInteger("to", -ValueMax, ValueMax));
        reader.End();
        return bin;
    }

    private static MissingTreatment ReadMissing(DocumentReader? reader)
    {
        var missing = new MissingTreatment(reader?.Integer("points", -PointsMax, PointsMax) ?? 0);
        reader?.End();
        return missing;
    }

    private static Justification? ReadJustification(DocumentReader? reader)
    {
        if (reader is null)
            return null;

        var justification = new Justification(
            reader.Text("aim", TextMax),
            reader.Text("legalGround", TextMax),
            reader.Text("evidence", TextMax),
            reader.Text("whyNoLighterMeans", TextMax),
            reader.Text("owner", NameMax),
            reader.Date("expiresOn"));
        reader.End();
        return justification;
    }

    private static LevelBand ReadLevel(DocumentReader reader)
    {
        var band = new LevelBand(reader.Level("level"), (int?)reader.OptionalInteger("from", -BoundMax, BoundMax));
        reader.End();
        return band;
    }

    private static EscalationRule? ReadEscalation(DocumentReader? reader)
    {
        if (reader is null)
            return null;

        var rule = new EscalationRule(reader.Name("rule"), reader.Level("atLevel"));
        reader.End();
        return rule;
    }
}
