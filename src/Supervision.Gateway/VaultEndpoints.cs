using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Vault;
using Supervision.Log;
using Supervision.Vault;
using static Supervision.Gateway.Vault.VaultOperations;

namespace Supervision.Gateway;

/// <summary>The vault of group labels: in, counted, and who used it. There is no way to read a label.</summary>
internal static partial class VaultEndpoints
{
    private const int CountLeast = 10;

    public static readonly Refusal NoVault = new(
        "no-vault", "No vault was set up here: on PostgreSQL it takes a database of its own.");

    public static void MapVault(this IEndpointRouteBuilder routes)
    {
        routes.MapTable("/vault/labels", Import, VaultTable.BytesMax).Describe(VaultOperations.Import);
        routes.MapQuery("/vault/attributes", Attributes).Describe(ListAttributes);
        routes.MapQuery("/vault/uses", Uses).Describe(ListUses);
    }

    private static async Task<Results<Ok<VaultImportAnswer>, ProblemAnswer>> Import(
        HttpContext context, IVault vault, VaultRecorder recorder, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (attribute, purpose) = (request.Text(AttributeKey) ?? "", request.Text(PurposeKey) ?? "");
        if (!NameText().IsMatch(attribute))
            request.Refuse("query", AttributeKey.Name, "malformed-name", "Takes a name in kebab-case.");
        if (purpose.Length == 0)
            request.Refuse("query", PurposeKey.Name, "missing", "Say what for.");
        if (request.Problem is { } problem)
            return problem;

        var (labels, errors) = await VaultTable.Read(context.Request.Body, cancellation);
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        try
        {
            await vault.Attributes(cancellation); // That there is one, before it is said that it was used.
            await recorder.Record(new VaultUsed(
                VaultUse.Imported, context.Actor().Id, purpose, attribute, labels.Count));
            await vault.Put(attribute, labels, cancellation);
        }
        catch (NoVaultException)
        {
            return Problems.Refused(NoVault);
        }

        var set = labels.Count(label => label.Label is not null);
        return TypedResults.Ok(new VaultImportAnswer(attribute, set, labels.Count - set));
    }

    private static async Task<Results<Ok<VaultAttributeList>, ProblemAnswer>> Attributes(
        HttpContext context, IVault vault, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        try
        {
            return TypedResults.Ok(new VaultAttributeList(
            [
                .. (await vault.Attributes(cancellation)).Select(one =>
                    new VaultAttributeItem(one.Name, Said(one.Count))),
            ]));
        }
        catch (NoVaultException)
        {
            return Problems.Refused(NoVault);
        }
    }

    private static async Task<Results<Ok<Page<VaultUseItem>>, ProblemAnswer>> Uses(
        HttpContext context, IEventLog log, CancellationToken cancellation)
    {
        const string bound = "vault uses";
        var request = RequestReader.Of(context);
        var after = request.Cursor(bound)?.Number ?? 0;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = await log.ReadSubject(VaultUsed.Subject, after, size + 1, cancellation);
        var page = found.Length > size ? found[..size] : found;
        var items = ImmutableArray.CreateBuilder<VaultUseItem>();
        foreach (var logged in page)
        {
            if (VaultUsed.TryRead(logged, out var used))
                items.Add(new VaultUseItem(
                    logged.RecordedAt.ToUniversalTime(), used.Use, used.By, used.Purpose, used.Attribute,
                    Said(used.Count), used.Report));
        }

        return TypedResults.Ok(new Page<VaultUseItem>(
            items.ToImmutable(),
            found.Length > size ? CursorText.Write(bound, page[^1].Position.Offset, "") : null, null));
    }

    private static long? Said(long count) => count < CountLeast ? null : count;

    [GeneratedRegex(VaultAttribute.NamePattern)]
    private static partial Regex NameText();
}
