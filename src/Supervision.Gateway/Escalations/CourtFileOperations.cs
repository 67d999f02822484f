using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Escalations;

/// <summary>What the document says of the file of a case for a court.</summary>
internal static class CourtFileOperations
{
    public const string Page = "page";
    public const string Bundle = "bundle";

    public static readonly QueryKey FormatKey = new(
        "format", "`page` is to print, `bundle` a signed archive to be checked; it goes before `Accept`.", "json")
    {
        Words = ["json", Page, Bundle],
    };

    public static readonly Operation Get = new(
        "getCaseFile", Tags.Escalations, "The whole of a case, for a court",
        "Every action and every reading of the case with who and why, its clocks, judgements, letters and evidence " +
        "with their SHA-256, each line with its place in the hash chain. As JSON, as a page to print, or as a bundle " +
        "with both, signed by this server and with the steps of the chain, which `supervision verify-bundle` checks " +
        "with no server at hand. It names officials. Kept from a lead who has the case until the first judgement: " +
        "`judge-first`.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor).Reading(DossierReading.One),
        Load = Load.Heavy,
        Path = [PathKey.Escalation],
        Query = [FormatKey],
        Answers =
        [
            new Answer(
                200, "The file.", "application/json",
                """{"format":"supervision-case-file/1","escalationId":"kvk:99000001~1","actions":[],"readings":[]}"""),
            new Answer(200, "The same as a page.", "text/html", "<!doctype html><title>Case file</title>"),
            new Answer(200, "Both, signed, with the steps of the chain.", BundleAnswer.MediaType, "PK"),
        ],
        Errors = [404, 409, 503],
    };

    /// <summary>The form that is asked for, by its key or by what is accepted.</summary>
    public static string FormatOf(HttpRequest sent, RequestReader request) =>
        request.OneOf(FormatKey)
        ?? (Wanted.PrefersPage(sent) ? Page
            : sent.Headers.Accept.ToString().Trim() == BundleAnswer.MediaType ? Bundle
            : "json");
}
