using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Supervision.Events;
using Supervision.Features;

namespace Supervision.Risk;

/// <summary>A risk model: a reviewed document, parsed, checked and known by the hash of its canonical form.</summary>
public sealed class RiskModel
{
    /// <summary>The longest document that is read, in bytes.</summary>
    public const int LengthMax = 256 * 1024;

    private RiskModel(RiskModelDocument document, byte[] canonical)
    {
        Document = document;
        Canonical = canonical;
        Identity = new ModelIdentity(
            document.Id, document.Version, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(canonical)));
        Medium = document.Levels[1].From ?? 0;
        High = document.Levels[2].From ?? 0;
        Indicators = [.. document.Indicators.Select(indicator => new ReadyIndicator(indicator))];
        ZQuantile = document.Confidence switch
        {
            90 => 1.6448536269514722,
            95 => 1.9599639845400545,
            _ => 2.5758293035489004,
        };
    }

    public ModelIdentity Identity { get; }

    public RiskModelDocument Document { get; }

    /// <summary>The document in the form of RFC 8785, of which the hash is taken.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    public string Title => Document.Title;

    /// <summary>Shows how a model is written; not for use on real organisations.</summary>
    public bool IsExample => Document.Example;

    /// <summary>When an escalation opens; null when this model never opens one.</summary>
    public EscalationRule? Escalation => Document.Escalation;

    internal ImmutableArray<ReadyIndicator> Indicators { get; }

    internal int Medium { get; }

    internal int High { get; }

    /// <summary>The two-sided quantile of the standard normal distribution for the confidence.</summary>
    internal double ZQuantile { get; }

    /// <summary>Reads and checks a document; gives the model, or every error that it has.</summary>
    public static RiskModelReading Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > LengthMax)
            return Unreadable("model-too-long", $"The document is longer than {LengthMax} bytes.");
        // The parser looks at the bytes of a text only when it is read.
        if (!Utf8.IsValid(json.Span))
            return Unreadable("model-not-json", "The document is not UTF-8.");
        // Some editors write one before what they save as UTF-8.
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];

        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
                return Unreadable("model-not-an-object", "A model is one JSON object.");

            List<Refusal> errors = [];
            var document = RiskModelSyntax.Read(parsed.RootElement, errors);
            RiskModelRules.Check(document, errors);
            return new RiskModelReading(
                errors.Count == 0 ? new RiskModel(document, CanonicalJson.Of(parsed.RootElement)) : null, [.. errors])
            {
                Version = document.Version,
                Escalation = document.Escalation,
            };
        }
        catch (JsonException)
        {
            // Expected of a file that people write; the parser's message would echo it.
            return Unreadable("model-not-json", "The document is not one JSON text, or has a member twice.");
        }
    }

    /// <summary>
    /// The same model without one of its indicators, to see what that one does; null when nothing would be left of it.
    /// </summary>
    public RiskModel? Without(string indicator)
    {
        if (Document.Indicators.Length < 2)
            return null;

        var left = JsonNode.Parse(Canonical.Span)!;
        var indicators = left["indicators"]!.AsArray();
        indicators.RemoveAll(one => one!["id"]!.GetValue<string>() == indicator);
        return new RiskModel(
            Document with { Indicators = Document.Indicators.RemoveAll(one => one.Id == indicator) },
            CanonicalJson.Of(Encoding.UTF8.GetBytes(left.ToJsonString())));
    }

    internal RiskLevel LevelOf(int points) =>
        points >= High ? RiskLevel.High : points >= Medium ? RiskLevel.Medium : RiskLevel.Low;

    private static RiskModelReading Unreadable(string code, string message) =>
        new(null, [new Refusal(code, message, "")]);
}

/// <summary>The model in a document, or all that is wrong with the document.</summary>
public sealed record RiskModelReading(RiskModel? Model, ImmutableArray<Refusal> Errors)
{
    /// <summary>The version that the document says it is, as far as it could be read; else empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>When an escalation opens, as far as it could be read.</summary>
    public EscalationRule? Escalation { get; init; }
}

/// <summary>An indicator made ready to be read often.</summary>
internal sealed class ReadyIndicator(Indicator indicator)
{
    public Indicator Indicator { get; } = indicator;

    public Feature Feature { get; } = FeatureCatalogue.Find(indicator.Feature)
        ?? throw new ArgumentException("The feature of an indicator is in the catalogue.", nameof(indicator));

    public bool Ages { get; } = FeatureValues.Ages(FeatureCatalogue.Find(indicator.Feature)!);

    /// <summary>The last day on which it counts; before all days when it has no justification.</summary>
    public int LastDay { get; } = indicator.Justification?.ExpiresOn.DayNumber ?? -1;

    private readonly Bin[] _bins = [.. indicator.Bins];

    public int Points(long? value, out long nextEdge)
    {
        nextEdge = long.MaxValue;
        if (value is null)
            return Indicator.Missing.Points;

        foreach (var bin in _bins)
        {
            if (bin.To is not { } to || value < to)
            {
                nextEdge = bin.To ?? long.MaxValue;
                return bin.Points;
            }
        }

        return _bins[^1].Points;
    }

    /// <summary>The lowest and the highest points of the bins between two values, both included.</summary>
    public PointInterval Reach(long from, long to)
    {
        var (lower, upper) = (int.MaxValue, int.MinValue);
        foreach (var bin in _bins)
        {
            if ((bin.From is { } start && start > to) || (bin.To is { } end && end <= from))
                continue;

            lower = Math.Min(lower, bin.Points);
            upper = Math.Max(upper, bin.Points);
        }

        return new PointInterval(lower, upper);
    }
}
