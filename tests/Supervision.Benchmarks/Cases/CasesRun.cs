using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Load;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Server;

namespace Supervision.Benchmarks.Cases;

/// <summary>Fills a database, starts three silos and a gateway on it, and measures one thing after the other.</summary>
internal sealed class CasesRun(CasesPlan plan, string database, Action<string> print)
{
    /// <summary>Whether everything held.</summary>
    public async Task<bool> Run()
    {
        var folder = Directory.CreateTempSubdirectory("supervision-cases-");
        try
        {
            await using var cluster = await ChaosCluster.Start(database, plan.Silos, 1, Build(), isTrial: true);
            // One more gateway, in this process: whoever takes a case is one of many people, and the demonstration has
            // two. What it calls are the silos.
            await using var gateway = Gateway(folder);
            await gateway.StartAsync();
            var services = gateway.Services;
            var stock = new CasesStock(
                services.GetRequiredService<IEventLog>(), services.GetRequiredService<IEscalationStore>());
            await stock.Fill(plan.Open);
            await UntilApplied(cluster.Gateway);
            print($"{plan.Silos} silos and a gateway are up; {plan.Open:N0} open cases; {MachineLoad.Now}");

            var grains = services.GetRequiredService<IGrainFactory>();
            var isRight = await new CasesTaken(plan, grains, stock.Ids, print).Run();
            await CasesListed.Run(cluster.Gateway, plan, print);
            if (plan.Deadlines > 0)
                isRight &= await new CasesOverdue(
                    plan, cluster, grains, services.GetRequiredService<IEventLog>(), print).Run();
            await gateway.StopAsync();
            return isRight;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Ends when the stream has brought every opening to where the list is made.</summary>
    private static async Task UntilApplied(Uri gateway)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        while (await Overview.Read(client) is var seen && seen.Applied < seen.Accepted)
            await Task.Delay(200);
    }

    private ServerBuild Build() => ServerBuild.This with
    {
        Environment = ImmutableDictionary<string, string>.Empty
            .Add("Supervision__EscalationTerm", plan.Term.ToString())
            .Add("Supervision__EscalationWarning", "00:00:00")
            .Add("Supervision__Limits__RequestsPerSecond", "100000")
            .Add("Supervision__Limits__RequestsBurst", "100000"),
    };

    private WebApplication Gateway(DirectoryInfo folder) => SupervisionHost.Build(new ServerSettings(
        folder, "http://127.0.0.1:0", "example", Clock: null, Quiet: true,
        Configuration: new Dictionary<string, string?>
        {
            [DemoAccess.Key] = "true",
            [ClusterSettings.RoleKey] = nameof(ServerRole.Gateway),
            ["Supervision:Sql:Database"] = "Postgres",
            ["Supervision:Sql:ConnectionString"] = database,
            ["Supervision:Sql:Encryption:KeyFile"] = ServerProcess.KeyFile,
        }));
}
