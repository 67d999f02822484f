using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Contracts.Replays;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Referents;
using Supervision.Replays;

namespace Supervision.Gateway.Replays;

/// <summary>
/// The rows of a replay as a file, part by part: no more than one part is in memory. Without those of referents whose
/// risk is kept from the reader.
/// </summary>
internal sealed class ReplayRowsAnswer(ReplayJob job, IGrainFactory grains, BlindGuard guard, bool isParquet)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string Csv = "text/csv";
    public const string Parquet = "application/vnd.apache.parquet";

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => isParquet ? Parquet : Csv + "; charset=utf-8";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = ContentType;
        answer.Headers.ContentDisposition =
            $"attachment; filename=\"replay-{job.Id}.{(isParquet ? "parquet" : "csv")}\"";
        var parts = Parts(httpContext.Actor(), httpContext.RequestAborted);
        if (isParquet)
            await ParquetFile.Write(job.Columns, parts, answer.Body, httpContext.RequestAborted);
        else
            await CsvFile.Write(job.Columns, parts, answer.Body, httpContext.RequestAborted);
    }

    private async IAsyncEnumerable<IReadOnlyList<ImmutableArray<ReplayCell>>> Parts(
        Actor reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var whose = job.Columns.Select(column => column.Name).ToList().IndexOf(ReplayColumns.Referent);
        for (var number = 0; number < job.Progress.Parts; number++)
        {
            var stored = await grains.ReplayPart(job.Id, number).Read(cancellation);
            if (stored.IsEmpty)
                throw new StoreUnavailableException("A part of the rows is gone: the replay was removed meanwhile.");

            var rows = ReplayRows.Read(stored);
            var hidden = await guard.Hidden(reader, rows.Select(Of), cancellation);
            yield return hidden.Count == 0 ? rows : [.. rows.Where(row => !hidden.Contains(Of(row)))];
        }

        ReferentId Of(ImmutableArray<ReplayCell> row) => ReferentId.Parse(row[whose].Text!);
    }
}
