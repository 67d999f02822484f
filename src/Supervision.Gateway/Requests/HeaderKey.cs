using System.Text.RegularExpressions;

namespace Supervision.Gateway.Requests;

/// <summary>A request header that an operation reads.</summary>
/// <param name="Takes">In a sentence, what it takes.</param>
internal sealed partial record HeaderKey(string Name, string Meaning, string Takes, string Example, Regex Form)
{
    public bool Required { get; init; }

    public int LengthMax { get; init; } = 64;

    public static readonly HeaderKey LastEventId = new(
        "Last-Event-ID",
        "The `id` of the last change that was received; the stream goes on after it.",
        "Takes the id of a change, a whole number.",
        "41",
        NumberForm())
    { LengthMax = 18 };

    public bool Accepts(string text) => Form.IsMatch(text);

    [GeneratedRegex("^[0-9]{1,18}$")]
    private static partial Regex NumberForm();
}
