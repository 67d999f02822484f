using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Supervision.Facts;

namespace Supervision.Events;

/// <summary>
/// The shapes of all facts, read once from their records and the annotations on them: nothing is said twice.
/// </summary>
internal static class FactShapes
{
    private static readonly FrozenDictionary<FactType, ObjectShape> Shapes =
        FactTypes.All.ToFrozenDictionary(type => type, type => Of(type.Json));

    /// <summary>The kinds whose data a correction may carry.</summary>
    public static ImmutableArray<ObjectShape> Correctable { get; } =
        [.. FactTypes.All.Where(IsCorrectable).Select(For)];

    public static bool IsCorrectable(FactType type) => !type.IsOwn && !type.IsAboutEvent;

    public static ObjectShape For(FactType type) => Shapes[type];

    private static ObjectShape Of(JsonTypeInfo type)
    {
        var members = type.Properties
            .Where(property => property.Get is not null && !IsIgnored(property))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(Of)
            .ToImmutableArray();
        return members.Length <= ObjectShape.MembersMax
            ? new ObjectShape(members)
            : throw new NotSupportedException($"{type.Type.Name} has more members than are checked.");
    }

    private static bool IsIgnored(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(
            typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), true) == true;

    /// <summary>The shape of one member of a record.</summary>
    public static MemberShape Of(JsonPropertyInfo property)
    {
        var attributes = property.AttributeProvider
            ?? throw new NotSupportedException($"The annotations of {property.Name} cannot be read.");
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var shape = new MemberShape(property.Name, KindOf(type), property.IsRequired);
        return shape.Kind switch
        {
            MemberKind.Text => Text(shape, attributes),
            MemberKind.WholeNumber => WholeNumber(shape, attributes),
            MemberKind.Fraction => Fraction(shape, attributes),
            MemberKind.Day or MemberKind.Month => Day(shape, attributes),
            MemberKind.Word => Word(shape, property.Options.GetTypeInfo(type)),
            MemberKind.List => List(shape, attributes, property.Options.GetTypeInfo(type)),
            _ => shape,
        };
    }

    private static MemberKind KindOf(Type type) => type switch
    {
        _ when type == typeof(string) => MemberKind.Text,
        _ when type == typeof(int) || type == typeof(long) => MemberKind.WholeNumber,
        _ when type == typeof(decimal) => MemberKind.Fraction,
        _ when type == typeof(bool) => MemberKind.Truth,
        _ when type == typeof(DateOnly) => MemberKind.Day,
        _ when type == typeof(YearMonth) => MemberKind.Month,
        _ when type.IsEnum => MemberKind.Word,
        _ when type == typeof(JsonElement) => MemberKind.FactData,
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => MemberKind.List,
        _ => throw new NotSupportedException($"A fact may not have a member of type {type.Name}."),
    };

    private static MemberShape Text(MemberShape shape, ICustomAttributeProvider attributes)
    {
        var length = Find<StringLengthAttribute>(attributes);
        var pattern = Find<RegularExpressionAttribute>(attributes);
        if (length is null && pattern is null)
            throw new NotSupportedException($"The text {shape.Name} has no limit.");

        return shape with
        {
            LengthMin = length?.MinimumLength ?? 0,
            LengthMax = length?.MaximumLength ?? EventLimits.SizeMax,
            Pattern = pattern is null
                ? null
                : new Regex(pattern.Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking),
        };
    }

    private static MemberShape WholeNumber(MemberShape shape, ICustomAttributeProvider attributes)
    {
        var range = Find<RangeAttribute>(attributes)
            ?? throw new NotSupportedException($"The number {shape.Name} has no limit.");
        return shape with { WholeMin = Whole(range.Minimum), WholeMax = Whole(range.Maximum) };
    }

    private static MemberShape Fraction(MemberShape shape, ICustomAttributeProvider attributes)
    {
        var range = Find<RangeAttribute>(attributes)
            ?? throw new NotSupportedException($"The number {shape.Name} has no limit.");
        return shape with
        {
            FractionMin = Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture),
            FractionMax = Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture),
        };
    }

    private static MemberShape Day(MemberShape shape, ICustomAttributeProvider attributes) =>
        Find<RangeAttribute>(attributes) is { } range
            ? shape with { DayMin = Day(range.Minimum), DayMax = Day(range.Maximum) }
            : shape;

    private static MemberShape Word(MemberShape shape, JsonTypeInfo type)
    {
        var list = type.Converter as IClosedList
            ?? throw new NotSupportedException($"{type.Type.Name} is no closed list.");
        return shape with { Words = list.Words, Utf8Words = [.. list.Words.Select(Encoding.UTF8.GetBytes)] };
    }

    private static MemberShape List(MemberShape shape, ICustomAttributeProvider attributes, JsonTypeInfo type)
    {
        var length = Find<MaxLengthAttribute>(attributes)
            ?? throw new NotSupportedException($"The list {shape.Name} has no limit.");
        return shape with { LengthMax = length.Length, Item = Of(type.Options.GetTypeInfo(type.ElementType!)) };
    }

    private static TAttribute? Find<TAttribute>(ICustomAttributeProvider attributes)
        where TAttribute : Attribute =>
        attributes.GetCustomAttributes(typeof(TAttribute), true).Cast<TAttribute>().SingleOrDefault();

    private static long Whole(object bound) => Convert.ToInt64(bound, CultureInfo.InvariantCulture);

    private static DateOnly Day(object bound) =>
        DateOnly.ParseExact((string)bound, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
