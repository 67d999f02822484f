using Supervision.Gateway.Access;

namespace Supervision.Server;

/// <summary>Whether everybody is signed in as a user of the demonstration, which only this machine may be.</summary>
internal static class DemoAccess
{
    /// <summary>The command <c>demo</c> says yes; for trials and tests a server can be told so too.</summary>
    public const string Key = "Supervision:Access:DemoSignIn";

    /// <exception cref="CannotStartException">It is asked for on an address that others reach.</exception>
    public static void AddWhenAsked(WebApplicationBuilder builder, string urls)
    {
        if (!builder.Configuration.GetValue(Key, false))
            return;
        if (!ThisMachine.AreOf(urls) || builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            throw new CannotStartException(
                "The demonstration signs everybody in, so it is for this machine alone: listen on http://127.0.0.1 " +
                "or http://localhost. To be reached from elsewhere, use the command serve and sign in.");

        builder.Services.AddDemoSignIn();
    }
}
