using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supervision.Assurance.Reports;
using Supervision.Gateway.Requests;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>What somebody asks of a table, before it is read.</summary>
internal sealed record TableRequest(
    string Title,
    string Purpose,
    ModelVersionName? Model,
    decimal? Threshold,
    ImmutableSortedDictionary<string, string> References,
    ImmutableArray<string> Vault,
    int Rounds,
    long Seed,
    double Confidence)
{
    public static TableRequest Read(RequestReader request, HttpContext context)
    {
        var (title, purpose) = (request.Needed(AssuranceKeys.Title), request.Needed(AssuranceKeys.Purpose));
        var model = request.Text(AssuranceKeys.Model);
        ModelVersionName? name = model is null ? null : request.ModelVersion(model, AssuranceKeys.Version);
        if (model is null && context.Request.Query.ContainsKey(AssuranceKeys.Version.Name))
            request.Refuse("query", AssuranceKeys.Version.Name, "without-model", "Takes a version of a model named.");
        return new TableRequest(
            title, purpose, name, Number(), References(), Listed(request),
            (int)(request.Number(AssuranceKeys.Rounds) ?? AssuranceKeys.RoundsDefault),
            request.Number(AssuranceKeys.Seed) ?? 1,
            (request.Number(AssuranceKeys.Confidence) ?? 95) / 100.0);

        decimal? Number()
        {
            if (request.Text(AssuranceKeys.Threshold) is not { } text)
                return null;
            if (decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) && Math.Abs(number) <= 1_000_000)
                return number;

            request.Refuse("query", AssuranceKeys.Threshold.Name, "malformed-number", "Takes a number.");
            return null;
        }

        ImmutableSortedDictionary<string, string> References()
        {
            var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var pair in request.Text(AssuranceKeys.References)?.Split(',') ?? [])
            {
                var at = pair.IndexOf('=', StringComparison.Ordinal);
                if (at < 1 || at == pair.Length - 1 || !found.TryAdd(pair[..at].Trim(), pair[(at + 1)..].Trim()))
                {
                    request.Refuse(
                        "query", AssuranceKeys.References.Name, "malformed-references",
                        "Takes attribute=group, each attribute once, with commas between.");
                    break;
                }
            }

            return found.ToImmutable();
        }
    }

    /// <summary>Attributes of the vault that are asked for.</summary>
    public static ImmutableArray<string> Listed(RequestReader request) =>
        request.Text(AssuranceKeys.Vault) is { } text ? [.. text.Split(',').Select(one => one.Trim())] : [];

    /// <summary>References that the table does not have.</summary>
    public ProblemError[] Unknown(TableReading table) =>
    [
        .. References
            .Where(pair => table.Attributes.IndexOf(pair.Key) is var at
                && (at < 0 || !table.Counter.Has(at, pair.Value)))
            .Select(_ => new ProblemError(
                "query", new ProblemLocation(AssuranceKeys.References.Name, null), "unknown-group",
                "Names an attribute of the table and a group of it.")),
    ];

    /// <param name="about">The version of a model of this register; null of another's.</param>
    public ReportJob ToJob(string id, TableReading table, VaultJoin? join, ModelVersion? about)
    {
        var plan = new ReportPlan(
            [.. table.Attributes, .. join?.Names ?? []], References, table.IsProbability, Rounds, (ulong)Seed,
            Confidence);
        Func<CancellationToken, Task<ReportCounter>> count = join is null
            ? _ => Task.FromResult(table.Counter)
            : cancellation => join.Counted(table.Counter, table.Attributes.Length, cancellation);
        return new ReportJob(id, count, plan, report => new ReportDocument(
            ReportDocument.FormatNow,
            about is null ? null : new ReportedModel(about.Name.Id, about.Name.Version, about.Hash),
            new ReportedData("table", table.Digest, table.Counter.Cases, table.Columns),
            new ReportedPlan(
                Threshold,
                table.IsProbability ? "probability" : table.Columns.Contains("score") ? "points" : "none",
                Rounds, Seed, Confidence, References),
            ReportDocument.Program,
            report));
    }
}
