using System.Reflection;
using NetArchTest.Rules;
using Supervision.Contracts.Models;
using Supervision.Grains;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Gateway.Tests.Vault;

/// <summary>No feature, model or grain has a way to a label: nothing that they are made of knows the vault.</summary>
public sealed class What_may_not_know_the_vault
{
    private static readonly string[] Vaults =
        ["Supervision.Vault", "Supervision.Sql.Vault", "Supervision.Gateway.Vault"];

    public static TheoryData<Assembly> Without =>
    [
        typeof(IEventLog).Assembly, // The domain: features, models, scores, explanations.
        typeof(IModelRegisterGrain).Assembly, // What grains are asked and answer.
        typeof(SupervisionOptions).Assembly, // The grains.
        typeof(SqlOptions).Assembly, // The stores of everything else.
    ];

    [Theory]
    [MemberData(nameof(Without))]
    public void Is_all_of_an_assembly_but_the_vault_itself(Assembly assembly)
    {
        var types = Types.InAssembly(assembly);
        Assert.NotEmpty(types.GetTypes());

        var result = types.That().DoNotResideInNamespaceMatching(@"^Supervision(\.Sql)?\.Vault")
            .And().DoNotResideInNamespace("OrleansCodeGen")
            .ShouldNot().HaveDependencyOnAny(Vaults).GetResult();

        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypeNames ?? []));
    }

    /// <summary>Beside its own endpoints the gateway knows it where a report is asked for, and nowhere else.</summary>
    [Fact]
    public void Is_all_of_the_gateway_but_the_vault_and_the_job_of_a_report()
    {
        string[] known =
        [
            "Supervision.Gateway.AssuranceEndpoints", "Supervision.Gateway.Assuring.ReportAsking",
            "Supervision.Gateway.Assuring.VaultJoin", "Supervision.Gateway.GatewayJson", "Supervision.Gateway.Hosting",
        ];
        var knowing = Types.InAssembly(typeof(Hosting).Assembly)
            .That().HaveDependencyOnAny(Vaults).And().DoNotResideInNamespace("Supervision.Gateway.Vault").GetTypes()
            .Select(type => type.FullName!.Split('+')[0])
            .Distinct().Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(known, knowing);
    }

    /// <summary>The seam has no way to ask which referents there are.</summary>
    [Fact]
    public void Is_whoever_would_list_what_it_holds() => Assert.Equal(
        ["Attributes", "Labels", "Put"],
        typeof(Supervision.Vault.IVault).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
}
