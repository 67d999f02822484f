using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Letters;

/// <summary>The languages of a letter.</summary>
[JsonConverter(typeof(ClosedList<LetterLanguage>))]
public enum LetterLanguage
{
    /// <summary>Dutch, at level B1.</summary>
    [JsonStringEnumMemberName("nl")] Dutch,

    [JsonStringEnumMemberName("en")] English,
}
