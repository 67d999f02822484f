using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Referents;

namespace Supervision.Gateway.Access.Reads;

/// <summary>
/// Stands around every operation that shows something of a dossier: asks for the purpose before, and puts the record
/// on the log between the answer being made and being sent.
/// </summary>
internal static class RecordedReading
{
    public static TBuilder Record<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (Purposes.Of(context, operation.Access.ImpliedPurpose) is not { } purpose)
                return WithoutPurpose(context);

            var reading = new Reading(operation, purpose);
            context.Features.Set(reading);
            var answer = await next(invocation);
            if (!reading.IsRecorded)
                await context.RecordReading(StatusOf(answer));
            return answer;
        });

    /// <summary>
    /// Records now what is about to be shown, durably. An answer that is made first and sent whole needs it not.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be recorded, so it must not be shown.</exception>
    public static async Task RecordReading(this HttpContext context, int status)
    {
        var reading = ReadingOf(context);
        if (ShowsNothing(status))
            return;

        await context.RequestServices.GetRequiredService<ReadRecorder>().Record(
            context, reading.Operation, reading.Purpose, status, reading.Referent, reading.Scope);
        reading.IsRecorded = true;
    }

    /// <summary>Says whose dossier the answer shows, when neither path nor query does.</summary>
    public static void ShowsDossierOf(this HttpContext context, ReferentId referent) =>
        ReadingOf(context).Referent = referent;

    /// <summary>Says what is read of many dossiers at once.</summary>
    public static void Reads(this HttpContext context, string scope) => ReadingOf(context).Scope = scope;

    /// <summary>What the request in hand reads for.</summary>
    public static ReadingPurpose PurposeOfReading(this HttpContext context) => ReadingOf(context).Purpose;

    private static Reading ReadingOf(HttpContext context) => context.Features.Get<Reading>()
        ?? throw new InvalidOperationException("This operation does not say that it reads a dossier.");

    /// <summary>A refusal of the request tells nothing of a dossier; that there is none, 404, does.</summary>
    private static bool ShowsNothing(int status) => status >= 400 && status != StatusCodes.Status404NotFound;

    private static ProblemAnswer WithoutPurpose(HttpContext context)
    {
        var request = RequestReader.Of(context);
        request.Refuse(
            "header", Purposes.HeaderName,
            context.Request.Headers.ContainsKey(Purposes.HeaderName) ? "unknown-word" : "missing",
            Purposes.Header.Takes);
        return request.Problem!;
    }

    private static int StatusOf(object? answer) => answer switch
    {
        INestedHttpResult nested => StatusOf(nested.Result),
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>A reading that goes on.</summary>
    private sealed class Reading(Operation operation, ReadingPurpose purpose)
    {
        public Operation Operation => operation;

        public ReadingPurpose Purpose => purpose;

        public ReferentId? Referent { get; set; }

        public string? Scope { get; set; }

        public bool IsRecorded { get; set; }
    }
}
