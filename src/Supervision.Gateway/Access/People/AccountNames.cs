using System.Text.RegularExpressions;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// What a person signs in with. Never given to another person, because records say who did what by it.
/// </summary>
internal static partial class AccountNames
{
    public const int LengthMax = 64;
    public const string Pattern = "^[a-z][a-z0-9.-]{0,63}$";
    public const string Takes = "Takes a letter and up to 63 more characters of [a-z0-9.-].";

    public static bool IsName(string text) => Form().IsMatch(text) && text[^1] != '\n';

    /// <summary>The id by which the person is recorded.</summary>
    public static string ActorId(string name) => $"user:{name}";

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
