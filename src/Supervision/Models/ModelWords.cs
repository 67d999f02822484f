using System.Collections.Immutable;
using System.Globalization;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>Parts of a model in plain words.</summary>
internal static class ModelWords
{
    /// <summary><c>below 100: 0; 100 to 249: 4; 250 and up: 8</c>.</summary>
    public static string Of(ImmutableArray<Bin> bins) => string.Join("; ", bins.Select(Of));

    public static string Of(Bin bin) => string.Create(CultureInfo.InvariantCulture, $"{Range(bin)}: {bin.Points}");

    public static string Range(Bin bin) => (bin.From, bin.To) switch
    {
        (null, null) => "any value",
        (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"below {to}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{from} and up"),
        ({ } from, { } to) when to == from + 1 => from.ToString(CultureInfo.InvariantCulture),
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{from} to {to - 1}"),
    };

    public static string Of(EscalationRule? rule) => rule is null
        ? "never"
        : $"{rule.Rule}, from {ClosedList<RiskLevel>.WordFor(rule.AtLevel)} on";

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
