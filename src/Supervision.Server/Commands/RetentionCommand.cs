using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Supervision.Facts;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Retention;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>Erases what is kept no longer than its term, or says what would be erased.</summary>
internal static class RetentionCommand
{
    public static Command Create() => new(
        "retention",
        "Erases payloads whose term is over, and leaves digest and chain. A dossier that is held is kept whole: on "
        + "hold, under objection, or in follow-up.")
    {
        Rules(), Of("preview", isPreview: true), Of("apply", isPreview: false),
    };

    private static Command Rules()
    {
        var command = new Command("rules", "Prints the table of terms with their grounds.");
        command.SetAction(_ =>
        {
            foreach (var rule in RetentionRules.All)
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ClosedList<MatterKind>.WordFor(rule.Kind)}: {rule.Years} years after {rule.Begins}, from "
                    + $"{rule.From:yyyy-MM-dd}; {rule.Ground}"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Of(string name, bool isPreview)
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var model = CommonOptions.Model(null);
        var clock = CommonOptions.Clock();
        var compact = new Option<bool>("--no-compact")
        {
            Description = "Do not write the files or tables anew afterwards; what was erased may stay, encrypted, in "
                + "free space until that is done.",
        };
        var command = new Command(
            name,
            isPreview
                ? "Says what would be erased, and what is held. Only reads; a server may be running."
                : "Erases. No server may run meanwhile; on PostgreSQL run it as the role that owns the tables.")
        {
            data, clock,
        };
        options.AddTo(command);
        if (!isPreview)
        {
            command.Add(model);
            command.Add(compact);
        }

        command.SetAction((line, cancellation) => Run(
            DataServices.Build(
                line.GetRequiredValue(data), options.Read(line), SupervisionHost.Clock(line.GetValue(clock)),
                isPreview),
            isPreview ? null : ModelFiles.Load(line.GetValue(model)), isPreview,
            !isPreview && !line.GetValue(compact), cancellation));
        return command;
    }

    private static async Task<int> Run(
        ServiceProvider services, RiskModel? model, bool isPreview, bool compacts, CancellationToken cancellation)
    {
        await using var owned = services;
        DataServices.Guard(() =>
        {
            if (isPreview)
                services.OpenSupervisionData();
            else
                services.OpenSupervisionDataAlone();
            return true;
        });
        var time = services.GetRequiredService<TimeProvider>();
        var erasure = services.GetRequiredService<IPayloadErasure>();
        var run = new RetentionRun(
            Offline.Keeping(services), erasure, time,
            Offline.Refresh(services, await Offline.InUse(services, model, cancellation)),
            Offline.Forgets(services), isPreview);
        var began = Stopwatch.GetTimestamp();
        var report = await Bars.Show("Looking", bar => run.ToEnd(
            looked => bar.Show(0, string.Create(CultureInfo.InvariantCulture, $"{looked:N0} dossiers")),
            cancellation));
        Print(report, isPreview);
        if (compacts && report.Erased + report.ScoresErased > 0)
            services.CompactSupervisionData();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Done in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s."));
        return ExitCodes.Done;
    }

    private static void Print(RetentionReport report, bool isPreview)
    {
        var culture = CultureInfo.InvariantCulture;
        foreach (var due in report.Due)
            Console.WriteLine(string.Create(
                culture, $"{ClosedList<MatterKind>.WordFor(due.Kind)}, {due.Type}: {due.Count:N0}"));
        foreach (var (why, count) in report.Held)
            Console.WriteLine(string.Create(culture, $"kept because {why}: {count:N0} dossiers with something due"));
        var all = report.Due.Sum(due => due.Count);
        Console.WriteLine(string.Create(
            culture,
            $"Looked at {report.Looked:N0} subjects; {all:N0} payloads of {report.Referents:N0} referents are due."));
        if (!isPreview)
            Console.WriteLine(string.Create(
                culture, $"Erased {report.Erased:N0} payloads and {report.ScoresErased:N0} changes of level."));
    }
}
