using System.Collections.Immutable;

namespace Supervision.Risk;

/// <summary>The models that come with the system: examples of how one is written, and not for use.</summary>
public static class RiskModels
{
    private static readonly Lazy<RiskModel> ExampleOnce = new(() => Load("example"));
    private static readonly Lazy<RiskModel> ExampleH2Once = new(() => Load("example-h2"));

    /// <summary>The names under which the models can be asked for.</summary>
    public static ImmutableArray<string> Names { get; } = ["example", "example-h2"];

    /// <summary>Duties, stays, payroll, findings, measures and signals of recognised sponsors.</summary>
    public static RiskModel Example => ExampleOnce.Value;

    /// <summary>Refusals, withdrawals, partial grants and growth, for data that have only applications.</summary>
    public static RiskModel ExampleH2 => ExampleH2Once.Value;

    /// <summary>The model of that name, or null.</summary>
    public static RiskModel? Find(string name) => name switch
    {
        "example" => Example,
        "example-h2" => ExampleH2,
        _ => null,
    };

    private static RiskModel Load(string name)
    {
        using var stream = typeof(RiskModels).Assembly.GetManifestResourceStream($"Supervision.Risk.Models.{name}.json")
            ?? throw new InvalidOperationException($"The model {name} is not in the assembly.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        var reading = RiskModel.Parse(json);
        return reading.Model ?? throw new InvalidOperationException(
            $"The model {name} has errors: "
            + string.Join("; ", reading.Errors.Select(error => $"{error.Pointer} {error.Code}")));
    }
}
