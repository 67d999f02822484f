using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>A closed list of words on the wire: kebab-case, exact, never a number.</summary>
public sealed class ClosedList<TWord>() : JsonStringEnumConverter<TWord>(JsonNamingPolicy.KebabCaseLower, false)
    where TWord : struct, Enum;
