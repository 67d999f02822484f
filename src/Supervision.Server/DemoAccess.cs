using Supervision.Gateway.Access;

namespace Supervision.Server;

/// <summary>Whether everybody is signed in as a user of the demonstration, which only this machine may be.</summary>
internal static class DemoAccess
{
    /// <summary>The command <c>demo</c> says yes; for trials and tests a server can be told so too.</summary>
    public const string Key = "Supervision:Access:DemoSignIn";

    /// <exception cref="CannotStartException">It is asked for on an address that others reach.</exception>
    public static void Check(IConfiguration configuration, string urls)
    {
        if (IsAsked(configuration)
            && (!ThisMachine.AreOf(urls) || configuration.GetSection("Kestrel:Endpoints").Exists()))
            throw new CannotStartException(
                "The demonstration signs everybody in, so it is for this machine alone: listen on http://127.0.0.1 " +
                "or http://localhost. To be reached from elsewhere, use the command serve and sign in.");
    }

    /// <summary>Once <see cref="Check"/> has let it pass.</summary>
    public static void AddWhenAsked(WebApplicationBuilder builder)
    {
        if (IsAsked(builder.Configuration))
            builder.Services.AddDemoSignIn();
    }

    private static bool IsAsked(IConfiguration configuration) => configuration.GetValue(Key, false);
}
