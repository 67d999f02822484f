using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Facts;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Assuring;

/// <summary>What somebody asks of the stream.</summary>
internal sealed record StreamRequest(
    string Title,
    string Purpose,
    ModelVersionName Model,
    StreamQuestion Question,
    ImmutableArray<string> Vault,
    int Rounds,
    long Seed,
    double Confidence)
{
    public static StreamRequest Read(RequestReader request, HttpContext context, DateTimeOffset now)
    {
        var (title, purpose) = (request.Needed(AssuranceKeys.Title), request.Needed(AssuranceKeys.Purpose));
        var model = request.ModelVersion(request.Text(AssuranceKeys.Model), AssuranceKeys.Version);
        var (asOf, until) = (
            request.PastInstant(AssuranceKeys.AsOf, now), request.PastInstant(AssuranceKeys.Until, now));
        if (!context.Request.Query.ContainsKey(AssuranceKeys.AsOf.Name))
            request.Refuse("query", AssuranceKeys.AsOf.Name, "missing", "This key must be there.");
        if (asOf is { } levels && StreamQuestion.IsBy(until ?? now, levels))
            request.Refuse("query", AssuranceKeys.AsOf.Name, "not-before", "Takes a day before that of `until`.");
        var since = request.PastInstant(AssuranceKeys.Since, now);
        if (since is { } first && StreamQuestion.IsBy(asOf ?? now, first))
            request.Refuse("query", AssuranceKeys.Since.Name, "not-before", "Takes a day before that of `asOf`.");
        var groups = ImmutableArray.CreateBuilder<StreamGroup>();
        foreach (var word in request.Text(AssuranceKeys.Groups)?.Split(',') ?? [])
        {
            if (Words<StreamGroup>.TryRead(word.Trim(), out var group) && !groups.Contains(group))
                groups.Add(group);
            else
                request.Refuse(
                    "query", AssuranceKeys.Groups.Name, "unknown-word",
                    $"Takes some of: {string.Join(", ", Words<StreamGroup>.All)}, each once.");
        }

        return new StreamRequest(
            title, purpose, model,
            new StreamQuestion(
                asOf ?? now, until ?? now,
                request.Word<StreamOutcome>(AssuranceKeys.Outcome) ?? StreamOutcome.Breach, groups.ToImmutable())
            {
                Since = since ?? StreamQuestion.YearBefore(asOf ?? now),
                Varied = (int)(request.Number(AssuranceKeys.Varied) ?? StreamQuestion.VariedDefault),
            },
            TableRequest.Listed(request),
            (int)(request.Number(AssuranceKeys.Rounds) ?? AssuranceKeys.RoundsDefault),
            request.Number(AssuranceKeys.Seed) ?? 1,
            (request.Number(AssuranceKeys.Confidence) ?? 95) / 100.0);
    }

    /// <summary>What a schedule asks of a version.</summary>
    public static StreamRequest Of(ScheduleSheet sheet, ModelVersionName version, DateTimeOffset now)
    {
        var asOf = now.AddDays(-sheet.Plan.WindowDays);
        if (!ClosedList<StreamOutcome>.TryParse(sheet.Plan.Outcome, out var outcome))
            throw new InvalidOperationException($"There is no outcome {sheet.Plan.Outcome} that a schedule names.");
        return new StreamRequest(
            string.Create(CultureInfo.InvariantCulture, $"{version}, {now.UtcDateTime:yyyy-MM-dd}"), sheet.Reason,
            version,
            new StreamQuestion(
                asOf, now, outcome,
                [
                    .. sheet.Plan.Groups.Select(word =>
                        ClosedList<StreamGroup>.TryParse(word, out var group) ? group : StreamGroup.Sector).Distinct(),
                ]),
            [], AssuranceKeys.RoundsDefault, 1, 0.95);
    }

    /// <param name="toPace">What reading and trying may take of the machine.</param>
    public ReportJob ToJob(
        string id, ModelVersion about, IEventLog log, ImmutableArray<LogHead> heads, VaultJoin? join,
        Func<Pace> toPace)
    {
        var model = RiskModel.Parse(Encoding.UTF8.GetBytes(about.Document)).Model
            ?? throw new FormatException("The document of the model is not what was laid down.");
        var plan = new ReportPlan(
            [.. Question.Attributes, .. join?.Names ?? []], ImmutableSortedDictionary<string, string>.Empty,
            IsProbability: false, Rounds, (ulong)Seed, Confidence);
        var digest = "";
        return new ReportJob(id, Count, plan, report => new ReportDocument(
            ReportDocument.FormatNow, new ReportedModel(about.Name.Id, about.Name.Version, about.Hash),
            new ReportedData("stream", digest, report.Population.Cases, Question.Described),
            new ReportedPlan(null, "points", Rounds, Seed, Confidence, plan.References), ReportDocument.Program,
            report));

        async Task<ReportCounter> Count(CancellationToken cancellation)
        {
            var pace = toPace();
            var variations = new StreamVariations(model, Question, (ulong)Seed, pace);
            var use = new StreamUse(Question, about.Hash);
            var population = new StreamPopulation(log, model, Question, heads, variations, use, pace);
            var counter = new ReportCounter(Question.Groups.Length, population.Features, population.LeftOut);
            await population.Read(
                (referent, one) =>
                {
                    counter.Add(one);
                    join?.TryAdd(referent, one);
                },
                cancellation);
            digest = population.Digest;
            counter.Drift = population.Drift;
            counter.Stability = await variations.Carry(cancellation);
            counter.Use = use.Count(plan.Attributes.Length);
            return join is null ? counter : await join.Counted(counter, Question.Groups.Length, cancellation);
        }
    }
}
