using System.CommandLine;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>Runs silo, gateway and Swagger UI until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var (data, urls, model, clock) =
            (CommonOptions.Data(), CommonOptions.Urls(), CommonOptions.Model(null), CommonOptions.Clock());
        var options = ConfigurationOptions.OfCluster();
        var command = new Command(
            "serve",
            "Takes events in and answers questions over REST, until Ctrl-C or SIGTERM; what was accepted is kept.")
        {
            data, urls, model, clock,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            new ServerSettings(
                line.GetRequiredValue(data), line.GetRequiredValue(urls), line.GetValue(model), line.GetValue(clock),
                Configuration: options.Read(line)),
            cancellation));
        return command;
    }

    private static async Task<int> Run(ServerSettings settings, CancellationToken cancellation)
    {
        await using var application = SupervisionHost.Build(settings);
        var inUse = await application.Services.GetRequiredService<IModelInUse>().Now(cancellation);
        if (await ModelNotice.Of(
                application.Services.GetRequiredService<IReferentViews>(), inUse, cancellation) is { } notice)
            await Console.Error.WriteLineAsync(notice);
        if (await ModelNotice.SetAside(
                application.Services.GetRequiredService<ModelLease>(), cancellation) is { } setAside)
            await Console.Error.WriteLineAsync(setAside);

        await ServerRun.Start(application, settings.Urls, cancellation);
        var address = ServerRun.Address(application);
        var role = application.Services.GetRequiredService<ClusterSettings>().Role;
        Console.WriteLine(role == ServerRole.Silo
            ? $"Ready: a silo, with health and metrics on {address}"
            : $"Ready on {address}  (try it: {new Uri(address, "swagger")})");
        if (role != ServerRole.Silo)
            await FirstSignIn.Print(application, address, cancellation);
        Console.WriteLine(ModelNotice.Now(
            await application.Services.GetRequiredService<IModelInUse>().Now(cancellation)));
        await application.WaitForShutdownAsync(cancellation);
        return ExitCodes.Done;
    }
}
