using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Tests.Api;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Access;

/// <summary>
/// The table of roles and operations in the documents: written from the rules, read back as what is promised.
/// </summary>
internal static class RoleMatrix
{
    private const string Begin = "<!-- matrix: written by The_role_matrix with SUPERVISION_WRITE_GOLDEN=1 -->";
    private const string End = "<!-- end of matrix -->";
    private const string PeopleAndServices = "●";
    private const string PeopleAlone = "○";

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static string File => Path.Combine(Repository.Root, "docs", "access.md");

    /// <summary>Every endpoint there is, with each of its methods but HEAD, which is as GET.</summary>
    public static IEnumerable<(string Method, RouteEndpoint Endpoint)> Endpoints(WebApplication application) =>
        MappedRoutes.Of(application)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Where(method => method != "HEAD").Select(method => (method, endpoint)));

    public static string Written(WebApplication application)
    {
        var text = new StringBuilder($"{Begin}\n\n| Operation |");
        foreach (var role in Roles)
            text.Append($" {ClosedList<Role>.WordFor(role).Replace('-', ' ')} |");
        text.Append(" dossier |\n|---|").Insert(text.Length, "---|", Roles.Length).Append("---|\n");
        foreach (var (method, endpoint) in Endpoints(application)
            .OrderBy(one => one.Endpoint.RoutePattern.RawText, StringComparer.Ordinal)
            .ThenBy(one => one.Method, StringComparer.Ordinal))
        {
            var rule = endpoint.Metadata.GetMetadata<AccessRule>()!;
            text.Append($"| `{method} {endpoint.RoutePattern.RawText}` |");
            foreach (var role in Roles)
                text.Append($" {Cell(rule, role)} |");
            text.Append($" {rule.Reads switch
            {
                DossierReading.One => "one",
                DossierReading.Several => "several",
                _ => "",
            }} |\n");
        }

        return text.Append($"\n{End}").ToString();
    }

    public static string InDocument()
    {
        var text = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var end = text.IndexOf(End, StringComparison.Ordinal) + End.Length;
        return text[text.IndexOf(Begin, StringComparison.Ordinal)..end];
    }

    public static void Replace(string written) =>
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace(InDocument(), written));

    /// <summary>What the document promises: may somebody with this role alone, of this kind.</summary>
    public static Dictionary<string, Func<Role, ActorKind, bool>> Promised() => InDocument().Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
        .ToDictionary(
            cells => cells[1].Trim('`'),
            cells => (Func<Role, ActorKind, bool>)((role, kind) => cells[2 + Array.IndexOf(Roles, role)] switch
            {
                "open" or PeopleAndServices => true,
                PeopleAlone => kind == ActorKind.Person,
                _ => false,
            }));

    /// <summary>Whether the document says that anybody may.</summary>
    public static HashSet<string> Open() => [.. InDocument().Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("| open |"))
        .Select(line => line.Split('|')[1].Trim().Trim('`'))];

    private static string Cell(AccessRule rule, Role role)
    {
        if (rule.IsOpen)
            return "open";
        if (!rule.IsForAllRoles && !rule.Roles.Contains(role))
            return "·";

        return rule.Services && SeparationOfDuties.OfServices.Contains(role) ? PeopleAndServices : PeopleAlone;
    }
}
