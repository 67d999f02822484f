using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Benchmarks.Load;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Benchmarks.Stopping;

/// <summary>
/// Brings a model into use by the real rules, on the log that the servers share. Only the assurance report is made up:
/// the servers know none, so that over REST no model would come so far.
/// </summary>
internal sealed class StopRegister : IDisposable
{
    private const string Why = "to be stopped";

    private static readonly ModelActor Owner = Person("owner", Role.ModelOwner);
    private static readonly ModelActor First = Person("first", Role.Approver);
    private static readonly ModelActor Second = Person("second", Role.Approver);

    private readonly ServiceProvider _services;
    private readonly IEventLog _log;
    private readonly ModelVersionName _name;

    public StopRegister(string database)
    {
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(TimeProvider.System)
            .AddSupervisionSql(options =>
            {
                options.Database = SqlDatabase.Postgres;
                options.ConnectionString = database;
                options.Encryption.KeyFile = ServerProcess.KeyFile;
            })
            .BuildServiceProvider();
        _services.OpenSupervisionData();
        _log = _services.GetRequiredService<IEventLog>();
        Model = Make();
        _name = new ModelVersionName(Model.Identity.Id, Model.Identity.Version);
    }

    public RiskModel Model { get; }

    public async Task Lay()
    {
        await Carry(register => register.Draft(Model, Owner, Why));
        await Carry(register => register.MoveToShadow(_name, Owner, Why, 8));
        await Carry(register => register.Assure(_name, "made up", AssuranceVerdict.Passed, Owner, Why));
    }

    /// <summary>Two approvals and into use, the first time and after each stop.</summary>
    public async Task Use()
    {
        var now = TimeProvider.System.GetUtcNow();
        var grounds = new ModelGrounds(
            "dpia", "iama", "law", DateOnly.FromDateTime(now.UtcDateTime).AddDays(ModelGrounds.ReviewDaysMax));
        await Carry(register => register.Approve(_name, grounds, AssuranceVerdict.Passed, First, Why, now));
        await Carry(register => register.Approve(_name, grounds, AssuranceVerdict.Passed, Second, Why, now));
        await Carry(register => register.TakeIntoUse(_name, AssuranceVerdict.Passed, First, Why, now));
    }

    public void Dispose() => _services.Dispose();

    private async Task Carry(Func<ModelRegister, Decision<ModelFact>> decide)
    {
        var refusal = await ModelEvents.Carry(
            _log, decide, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        if (refusal is not null)
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
    }

    private static ModelActor Person(string name, Role role) => new($"user:{name}", ActorKind.Person, [role]);

    private static RiskModel Make()
    {
        var json = JsonNode.Parse(RiskModels.Example.Canonical.Span)!.AsObject();
        json["id"] = "stopped";
        json["example"] = false;
        return RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Model
            ?? throw new InvalidOperationException("The model does not load.");
    }
}
