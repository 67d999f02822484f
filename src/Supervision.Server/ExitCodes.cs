namespace Supervision.Server;

/// <summary>What the exit code of a command means; README and the help text name them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>
    /// The command ran, and found something wrong: a broken chain, rows that were rejected, nothing under the id or
    /// name that it was given, a rule that says no.
    /// </summary>
    public const int FoundWrong = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>It could not start: a port or folder in use, a model that does not load, no such file.</summary>
    public const int CannotStart = 3;
}
