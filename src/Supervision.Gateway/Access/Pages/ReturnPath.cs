namespace Supervision.Gateway.Access.Pages;

/// <summary>Where a page leads back to: a path of this server, and nowhere else.</summary>
internal static class ReturnPath
{
    public const string Key = "returnUrl";
    public const int LengthMax = 1_024;

    /// <summary>The path itself when it stays here, else the page of the account.</summary>
    public static string Of(string? wanted) => IsHere(wanted) ? wanted! : AccountPages.Path;

    // Browsers read '\' as '/', pass over tabs and line ends, and take '//' for the name of a server.
    private static bool IsHere(string? path) =>
        path is ['/', ..] && path.Length <= LengthMax && !(path.Length > 1 && path[1] is '/' or '\\')
        && !path.Any(letter => letter is '\\' || char.IsControl(letter));
}
