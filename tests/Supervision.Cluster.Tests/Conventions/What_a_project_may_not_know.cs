using NetArchTest.Rules;
using Supervision.Assurance;
using Supervision.Contracts.Referents;
using Supervision.Grains;
using Supervision.Log;
using Supervision.Sql.Streams;

namespace Supervision.Cluster.Tests.Conventions;

public sealed class What_a_project_may_not_know
{
    public static TheoryData<Type, string[]> Forbidden => new()
    {
        {
            typeof(IEventLog),
            [
                "Orleans.Runtime", "Orleans.Streams", "Microsoft.Data.Sqlite", "Npgsql", "Microsoft.AspNetCore",
                "Microsoft.Extensions", "Supervision.Contracts", "Supervision.Grains", "Supervision.Sql",
                "Supervision.Gateway",
            ]
        },
        {
            typeof(IReferentGrain),
            [
                "Microsoft.Data.Sqlite", "Microsoft.AspNetCore", "Supervision.Grains", "Supervision.Sql",
                "Supervision.Gateway",
            ]
        },
        {
            typeof(SupervisionOptions),
            ["Microsoft.Data.Sqlite", "Npgsql", "Microsoft.AspNetCore", "Supervision.Sql", "Supervision.Gateway"]
        },
        {
            typeof(LogStreamHosting),
            // The library that keeps accounts has AspNetCore in its name too; it knows no HTTP.
            [
                "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Routing",
                "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authorization",
                "Supervision.Contracts", "Supervision.Grains", "Supervision.Gateway",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Is_not_known_by_it(Type inProject, string[] forbidden)
    {
        var types = Types.InAssembly(inProject.Assembly);
        Assert.NotEmpty(types.GetTypes());

        var result = types.That().DoNotResideInNamespace("OrleansCodeGen")
            .ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypeNames ?? []));
    }

    /// <summary>An auditor can take the statistics alone, with the framework and one library of numerics.</summary>
    [Fact]
    public void The_statistics_know_nothing_of_ours()
    {
        var references = typeof(Estimate).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.Contains("MathNet.Numerics", references);
        Assert.All(references, name => Assert.True(
            name == "MathNet.Numerics" || name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void The_domain_knows_no_runtime_of_grains()
    {
        var references = typeof(IEventLog).Assembly.GetReferencedAssemblies().Select(name => name.Name);

        Assert.DoesNotContain("Orleans.Runtime", references);
        Assert.DoesNotContain("Orleans.Core", references);
        Assert.DoesNotContain("Orleans.Core.Abstractions", references);
    }
}
