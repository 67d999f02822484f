using System.Buffers;
using System.Text.Json;
using Supervision.Events;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>
/// A score as a line of a bundle: what is claimed, and what comes of computing it from the events and the model beside
/// it. Making a bundle and checking one is the same computation.
/// </summary>
/// <param name="Lost">How many facts it was made of have been erased since.</param>
/// <param name="Score">Canonical JSON; empty when it cannot be computed.</param>
/// <param name="Explanation">Likewise.</param>
/// <param name="State">The level and points of the score; null when it cannot be computed.</param>
internal sealed record BundledScore(
    ScoreClaim Claim, ScoreOutcome Outcome, int Lost, ReadOnlyMemory<byte> Score, ReadOnlyMemory<byte> Explanation,
    (RiskLevel Level, int Points)? State)
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = CanonicalEncoder.Instance,
        SkipValidation = true,
    };

    /// <summary>Whether the score that was told is another than what comes of computing it.</summary>
    public bool Differs => State is { } state && Claim.Told is { } told
        && (state.Level != told.To || state.Points != told.Points);

    /// <param name="events">Of the referent, in order of position.</param>
    /// <param name="models">By hash.</param>
    public static BundledScore Of(
        ScoreClaim claim, IEnumerable<LoggedEvent> events, IReadOnlyDictionary<string, RiskModel> models)
    {
        RiskModel? model = null;
        if (claim.ModelHash is { } hash && !models.TryGetValue(hash, out model))
            return Without(claim, ScoreOutcome.UnknownModel, 0);

        var history = HistoryAt.Of(events, claim.Position.Offset);
        if (claim.Told is not null && history.Lost > 0)
            return Without(claim, ScoreOutcome.Erased, history.Lost);

        var fold = HistoryFold.Of(claim.Referent, history.Facts);
        var score = Scoring.Score(fold, model, claim.At);
        if (model is null && claim.Reason is { } reason)
            score = score with { Reason = reason };
        var json = new ArrayBufferWriter<byte>();
        RiskJson.WriteCanonical(score, claim.Referent, claim.Position, json);
        var explained = Explanations.Explanation.Of(
            new ReferentHistory(claim.Referent, history.Facts, history.Erased), model, claim.At, claim.At, null,
            claim.Position);
        return new BundledScore(
            claim, ScoreOutcome.Computed, 0, json.WrittenMemory,
            JsonSerializer.SerializeToUtf8Bytes(explained, BundleShapes.Explanation), (score.Level, score.Points));
    }

    public void Write(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        Claim.Write(json);
        json.WriteString("outcome", ClosedList<ScoreOutcome>.WordFor(Outcome));
        if (Lost > 0)
            json.WriteNumber("erased", Lost);
        Raw(json, "score", Score);
        Raw(json, "explanation", Explanation);
        json.WriteEndObject();
    }

    private static BundledScore Without(ScoreClaim claim, ScoreOutcome outcome, int lost) =>
        new(claim, outcome, lost, default, default, null);

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty)
            return;

        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}

/// <summary>What comes of computing a score.</summary>
internal enum ScoreOutcome
{
    Computed,

    /// <summary>Facts that it was made of have been erased since.</summary>
    Erased,

    /// <summary>The model that it names is nowhere to be had.</summary>
    UnknownModel,
}
