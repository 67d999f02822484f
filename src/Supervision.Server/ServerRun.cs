using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Supervision.Server;

/// <summary>Starts a host, and turns what an operator can mend into one line.</summary>
internal static class ServerRun
{
    /// <exception cref="CannotStartException">A port is taken, or another start of the host failed.</exception>
    public static async Task Start(WebApplication application, string urls, CancellationToken cancellation)
    {
        // Before the silo starts, because stopping it half-way takes long and says much.
        if (application.Services.GetRequiredService<HeldAddresses>().Hold(urls) is { } taken)
            throw InUse(taken, null);

        // And so are options that are wrong, which the host would tell with a trace.
        application.Services.GetService<IStartupValidator>()?.Validate();
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            // What has started stops in its own order; disposing alone would break it off, and say so at length.
            await application.StopAsync(CancellationToken.None);
            throw InUse(urls, failure);
        }
        catch (Exception failure) when (IsOfCertificate(failure))
        {
            await application.StopAsync(CancellationToken.None);
            throw Unreadable(failure);
        }
    }

    // Kestrel says with the one that a file is no certificate, and with the other that its key is of another.
    private static bool IsOfCertificate(Exception failure) => failure is CryptographicException
        or InvalidOperationException { InnerException: ArgumentException or CryptographicException };

    private static CannotStartException Unreadable(Exception failure) =>
        new($"The certificate or its key cannot be read: {failure.Message}", failure);

    private static CannotStartException InUse(string url, Exception? cause) =>
        new($"Something listens on {url} already. Stop it, or choose another address with --urls.", cause);

    /// <summary>Where it listens, with the port that was really taken.</summary>
    public static Uri Address(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.First()
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal));
}
