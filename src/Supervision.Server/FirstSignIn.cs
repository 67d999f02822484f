using Supervision.Gateway.Access.People;
using Supervision.Server.Demo;

namespace Supervision.Server;

/// <summary>Says, while nobody has an account, how the first one is made.</summary>
internal static class FirstSignIn
{
    public static async Task Print(WebApplication application, Uri address, CancellationToken cancellation)
    {
        if (application.Configuration.GetValue(DemoAccess.Key, false))
        {
            WhoIsSignedIn.Print();
            return;
        }

        if (await application.Services.MakeFirstSetUpLink(cancellation) is not { } link)
            return;

        Console.WriteLine(
            $"""

            Nobody has an account yet. The first administrator is made by this link, once, within a day:
              {new Uri(address, link)}
            A link that was printed before does not work any more.

            """);
    }
}
