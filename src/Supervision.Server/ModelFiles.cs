using Supervision.Gateway.Access;
using Supervision.Risk;

namespace Supervision.Server;

/// <summary>Finds the risk model that the command line names.</summary>
internal static class ModelFiles
{
    /// <summary>The model of a trial; a server that others reach has none.</summary>
    /// <exception cref="CannotStartException">It does not load, or others would get its scores.</exception>
    public static RiskModel? LoadTrial(string? name, string urls)
    {
        var trial = Load(name);
        return trial is null || ThisMachine.AreOf(urls)
            ? trial
            : throw new CannotStartException(
                "--model is for a trial without assurance, so it is for this machine alone: listen on " +
                "http://127.0.0.1 or http://localhost. Elsewhere the register says which model is in use.");
    }

    /// <summary>Null when no model is named: then no score is shown.</summary>
    /// <exception cref="CannotStartException">There is none, or it does not load; with all its errors.</exception>
    public static RiskModel? Load(string? name) => name switch
    {
        null or "" or "none" => null,
        _ => RiskModels.Find(name) ?? Read(new FileInfo(name)),
    };

    private static RiskModel Read(FileInfo file)
    {
        if (!file.Exists)
            throw new CannotStartException(
                $"There is no model file {file.FullName}. " +
                $"--model takes {string.Join(", ", RiskModels.Names)} or a file.");
        if (file.Length > RiskModel.LengthMax)
            throw new CannotStartException($"The model file {file.FullName} is over {RiskModel.LengthMax} bytes.");

        var reading = RiskModel.Parse(File.ReadAllBytes(file.FullName));
        return reading.Model ?? throw new CannotStartException(
            $"The model {file.FullName} does not load:" + string.Concat(reading.Errors.Select(Line)));
    }

    private static string Line(Refusal error) =>
        $"{Environment.NewLine}  {(error.Pointer is { Length: > 0 } at ? at : "(document)")}: {error.Message}";
}
