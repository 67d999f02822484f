using System.CommandLine;
using Supervision.Models;
using Supervision.Populations;
using Supervision.Risk;
using Supervision.Server.Demo;

namespace Supervision.Server.Commands;

/// <summary>Runs a server and streams a simulated population through it.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var (data, urls, model, clock) =
            (CommonOptions.Data(), CommonOptions.Urls(), CommonOptions.Model("example"), CommonOptions.Clock());
        var referents = CommonOptions.Count(
            "--referents", "How many simulated referents.", 1_000, 1, PopulationPlan.ReferentsMax);
        var days = CommonOptions.Count("--days", "How many days of history up to today.", 730, 1, 3_650);
        var seed = new Option<long>("--seed")
        {
            Description = "The same seed gives the same population.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "demo",
            "Runs a server, streams a simulated population through it, says what to look at, and goes on with a few " +
            "events a second. Started again, it goes on where it was; the population is then the one in the folder.")
        {
            data, urls, model, clock, referents, days, seed,
        };
        command.SetAction((line, cancellation) => Run(
            new ServerSettings(
                line.GetRequiredValue(data), line.GetRequiredValue(urls), line.GetValue(model), line.GetValue(clock),
                Quiet: true, Configuration: new Dictionary<string, string?> { [DemoAccess.Key] = bool.TrueString }),
            line.GetValue(seed), line.GetValue(referents), line.GetValue(days), cancellation));
        return command;
    }

    private static async Task<int> Run(
        ServerSettings settings, long seed, int referents, int days, CancellationToken cancellation)
    {
        await using var application = SupervisionHost.Build(settings);
        await ServerRun.Start(application, settings.Urls, cancellation);
        var server = ServerRun.Address(application);
        Console.WriteLine($"Ready on {server}  (try it: {new Uri(server, "swagger")})");
        WhoIsSignedIn.Print();
        if (await ModelNotice.SetAside(
                application.Services.GetRequiredService<ModelLease>(), cancellation) is { } setAside)
            Console.WriteLine(setAside);
        Console.WriteLine(ModelNotice.Now(
            await application.Services.GetRequiredService<IModelInUse>().Now(cancellation)));
        var time = application.Services.GetRequiredService<TimeProvider>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation, application.Lifetime.ApplicationStopping);
        try
        {
            await Stream(
                settings, seed, referents, days, server,
                application.Services.GetRequiredService<IModelInUse>(), time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopping; the next start goes on from here.");
        }

        await application.WaitForShutdownAsync(cancellation);
        return ExitCodes.Done;
    }

    private static async Task Stream(
        ServerSettings settings, long seed, int referents, int days, Uri server, IModelInUse models, TimeProvider time,
        CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var bookmark = DemoBookmark.Open(settings.Data, seed, referents, days, today);
        Console.WriteLine(bookmark.Sent == 0
            ? $"Streaming {bookmark.Referents:N0} referents from {bookmark.Start:yyyy-MM-dd} on (seed {bookmark.Seed})."
            : $"Going on after {bookmark.Sent:N0} messages, some of which a sender sends twice, of "
                + $"{bookmark.Referents:N0} referents (seed {bookmark.Seed}).");
        using var client = new HttpClient { BaseAddress = server };
        using var stream = new DemoStream(bookmark, settings.Data, server, time);
        if (stream.HasHistory)
        {
            await Bars.Show("history", bar => stream.SendHistory(bar, stop));
            await WhatToLookAt.UntilApplied(client, time, stop);
        }

        await WhatToLookAt.Print(client, await models.Now(stop), stop);
        Console.WriteLine();
        Console.WriteLine("Events go on arriving, a few a second. Ctrl-C stops; what was accepted is kept.");
        await stream.SendLive(stop);
    }
}
