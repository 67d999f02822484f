using System.CommandLine;
using System.Globalization;
using Supervision.Escalations;
using Supervision.Grains.Rebuilding;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>Makes everything that grains store and lists read again from the log.</summary>
internal static class RebuildReadModelCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var model = CommonOptions.Model(null);
        var clock = CommonOptions.Clock();
        var command = new Command(
            "rebuild-read-model",
            "Empties snapshots, lists, quarantine and the list of escalations, and folds them again from the log. " +
            "Changes of level that were told and items of the outbox stay. No server may run meanwhile; give the " +
            "model of a trial that the server was started with. Broken off, it is to be run again.")
        {
            data, model, clock,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(data), options.Read(line), ModelFiles.Load(line.GetValue(model)),
            SupervisionHost.Clock(line.GetValue(clock)), cancellation));
        return command;
    }

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, RiskModel? model, TimeProvider time,
        CancellationToken cancellation)
    {
        await using var services = DataServices.Build(data, configuration, time, readOnly: false);
        DataServices.Guard(() =>
        {
            services.OpenSupervisionDataAlone();
            return true;
        });
        var rebuild = new ReadModelRebuild(
            services.GetRequiredService<IEventLog>(),
            services.GetRequiredService<IReferentStore>(),
            services.GetRequiredService<IReferentViews>(),
            services.GetRequiredService<IEscalationStore>(),
            services.GetServices<IFoldedStore>(),
            await Offline.InUse(services, model, cancellation),
            time,
            services.GetRequiredService<ILogger<ReadModelRebuild>>());
        var counts = await Bars.Show("Folding", bar => rebuild.Run(
            (done, all) => bar.Show(
                all == 0 ? 1 : (double)done / all,
                string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} events")),
            cancellation));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Folded {counts.Events:N0} events of {counts.Referents:N0} referents."));
        if (counts.Due > 0)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Due:N0} have another level by now than was told; the server tells them when it starts."));
        return ExitCodes.Done;
    }
}
