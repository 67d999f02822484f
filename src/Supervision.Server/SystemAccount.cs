using Supervision.Access;

namespace Supervision.Server;

/// <summary>Who gives a command on the machine: the account of the operating system that the program runs as.</summary>
internal static class SystemAccount
{
    private const string Scheme = "system:";

    // Such as a number in a container that no file gives a name.
    private const string Nameless = "nameless";

    public static string ActorId => ActorIdOf(Environment.UserName);

    /// <summary>As it is recorded; what an id cannot hold is percent-encoded.</summary>
    public static string ActorIdOf(string account)
    {
        var id = Scheme + Uri.EscapeDataString(account.Length == 0 ? Nameless : account);
        return id.Length > Actor.IdLengthMax ? id[..Actor.IdLengthMax] : id;
    }
}
