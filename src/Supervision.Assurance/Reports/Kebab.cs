using System.Text.Json;

namespace Supervision.Assurance.Reports;

/// <summary>The words of enumerations as a report says them.</summary>
internal static class Kebab
{
    public static string Of<TWord>(TWord word)
        where TWord : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
