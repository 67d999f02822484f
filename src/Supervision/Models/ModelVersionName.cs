using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Supervision.Models;

/// <summary>The name of one version of a model, <c>id@version</c>: <c>duties@2.1.0</c>.</summary>
[GenerateSerializer, Immutable, Alias("model-version-name")]
public readonly partial record struct ModelVersionName(
    [property: Id(0)] string Id, [property: Id(1)] string Version)
{
    public const int IdLengthMax = 64;
    public const int VersionLengthMax = 40;
    public const string IdPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public const string VersionPattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

    /// <summary>Of a version that may be laid down: three numbers.</summary>
    public const string NumberPattern = Numbers + "$";

    private const string Numbers = @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)";

    public override string ToString() => $"{Id}@{Version}";

    public static bool TryCreate(
        [NotNullWhen(true)] string? id, [NotNullWhen(true)] string? version, out ModelVersionName name)
    {
        var fits = id is { Length: <= IdLengthMax } && IdText().IsMatch(id) && IsVersion(version);
        name = fits ? new ModelVersionName(id!, version!) : default;
        return fits;
    }

    public static bool IsVersion([NotNullWhen(true)] string? version) =>
        version is { Length: <= VersionLengthMax } && VersionText().IsMatch(version);

    /// <summary>
    /// Why a version may not be laid down under this name; null when it may. Stricter than what is read: what was laid
    /// down before this rule stays what it is.
    /// </summary>
    public static Refusal? WrongNumber(string version) =>
        version.Length <= VersionLengthMax && NumberText().IsMatch(version)
            ? null
            : new Refusal(
                "version-malformed", "A version is three numbers, as in 1.2.0, none with a nought before it.",
                "/version");

    [GeneratedRegex(IdPattern)]
    private static partial Regex IdText();

    [GeneratedRegex(VersionPattern)]
    private static partial Regex VersionText();

    [GeneratedRegex(Numbers + @"\z")]
    private static partial Regex NumberText();
}
