using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Gateway.Vault;
using Supervision.Models;
using Supervision.Vault;

namespace Supervision.Gateway.Assuring;

/// <summary>A report as it is asked for.</summary>
/// <param name="About">The version of a model of this register; null of another's.</param>
/// <param name="Cases">0 of the stream, whose cases are counted by the job.</param>
/// <param name="Vault">Attributes of the vault that are joined.</param>
internal sealed record AskedReport(
    string Title, string Purpose, ModelVersion? About, string Digest, long Cases, ImmutableArray<string> Vault);

/// <summary>Puts on record that a report was asked for, and each use of the vault; then has it made.</summary>
internal sealed class ReportAsking(AssuranceLog log, ReportJobs jobs, VaultRecorder recorder)
{
    public async Task<Results<Accepted<ReportItem>, ProblemAnswer>> Start(
        AskedReport asked, Actor actor, Func<string, ReportJob> toJob, CancellationToken cancellation)
    {
        var decision = await log.Carry(
            register => register.Ask(
                asked.Title, asked.About is { } about ? (about.Name, about.Hash) : null, asked.Digest, asked.Cases,
                new ModelActor(actor.Id, actor.Kind, actor.Roles), asked.Purpose),
            cancellation);
        if (decision.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var id = ((ReportAsked)decision.Facts[0]).Report;
        foreach (var attribute in asked.Vault)
            await recorder.Record(new VaultUsed(
                VaultUse.Joined, actor.Id, asked.Purpose, attribute, asked.Cases, id));
        if (!jobs.TryStart(toJob(id)))
        {
            await log.Carry(register => register.Fail(id, "no-room"), cancellation);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        }

        var report = (await log.Now(cancellation)).Reports[id];
        return TypedResults.Accepted(
            $"/v1/assurance/reports/{id}", ReportItem.Of(report, jobs.Progress(id)));
    }
}
