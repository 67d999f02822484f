using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;

namespace Supervision.Server.Demo;

/// <summary>Says, loudly, that the demonstration asks nobody who they are, and lists its users.</summary>
internal static class WhoIsSignedIn
{
    public static void Print()
    {
        Console.WriteLine(
            """

            *** DEMONSTRATION: everybody on this machine is signed in, without a password. ***
            *** Never put real data in it. To really sign in, use the command serve.       ***
            Dossiers are read for the purpose 'supervision', unless the header X-Purpose names another.
            A request is made by 'demo', or by the user that the header X-Demo-User names:
            """);
        foreach (var user in DemoPeople.All)
            Console.WriteLine(
                $"  {user.Name,-22} {ClosedList<ActorKind>.WordFor(user.Kind),-8} "
                + string.Join(", ", user.Roles.Select(ClosedList<Role>.WordFor)));
        Console.WriteLine();
    }
}
