using System.Text.Json.Serialization;

namespace Supervision.Populations;

/// <summary>
/// What is true of a simulated referent and stands in none of its events: kept apart, to measure a model against.
/// </summary>
/// <param name="ReferentId">The subject of its events.</param>
/// <param name="BreachPerMille">How prone it is to breach a duty, in thousandths.</param>
/// <param name="StaffTurnover">A cause, 0 to 1000: people leave soon, and care suffers.</param>
/// <param name="RecordNeglect">A cause, 0 to 1000: notices are late, records are missing.</param>
/// <param name="LatePayment">A cause, 0 to 1000: wages fall short, taxes are in arrears.</param>
/// <param name="Group">A synthetic protected group, <c>a</c> or <c>b</c>; independent of every cause.</param>
/// <param name="Proxy">Whether its board changes often, which harms nobody.</param>
/// <param name="TurnsBadOn">In an outbreak, the day from which all its causes are at 900.</param>
public sealed record ReferentTruth(
    string ReferentId,
    int BreachPerMille,
    int StaffTurnover,
    int RecordNeglect,
    int LatePayment,
    string Group,
    bool Proxy,
    DateOnly? TurnsBadOn);

/// <summary>How a truth is written: camelCase, absent when there is nothing to say.</summary>
[JsonSerializable(typeof(ReferentTruth))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class ReferentTruthJson : JsonSerializerContext;
