using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access.Pages;
using Supervision.Gateway.OpenApi;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class The_role_matrix(AccountServer server, ITestOutputHelper output)
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public async Task Is_the_one_in_the_documents()
    {
        var written = RoleMatrix.Written(server.Application);
        if (Environment.GetEnvironmentVariable("SUPERVISION_WRITE_GOLDEN") is { Length: > 0 })
            RoleMatrix.Replace(written);

        Assert.Equal(written, RoleMatrix.InDocument());
        await Task.CompletedTask;
    }

    /// <summary>
    /// Every operation as every role with no credentials, an expired token, one for another audience, the session of
    /// an account that was disabled, and a good token and session; held against the table in the documents.
    /// </summary>
    [Fact]
    public async Task Holds_for_every_operation_and_every_role()
    {
        var (promised, open) = (RoleMatrix.Promised(), RoleMatrix.Open());
        var operations = RoleMatrix.Endpoints(server.Application).Select(one => new Tried(one.Method, one.Endpoint))
            .ToArray();
        var sessions = new Dictionary<Role, (Browser Good, Browser Revoked)>();
        foreach (var role in Roles)
            sessions[role] = ((await server.Person(Word(role))).Browser, await Revoked(role));
        var (wrong, counts) = (new List<string>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.Address,
        };

        foreach (var operation in operations)
        {
            foreach (var role in Roles)
            {
                var isOpen = open.Contains(operation.Name);
                var person = promised[operation.Name](role, ActorKind.Person);
                await Try("none", plain, null, isOpen, 401);
                await Try("expired", plain, Token(role, age: TimeSpan.FromMinutes(15)), isOpen, 401);
                await Try("wrong audience", plain, Token(role, audience: "another"), isOpen, 401);
                await Try("revoked", sessions[role].Revoked.Client, null, isOpen, 401);
                await Try("right, a service", plain, Token(role, isPerson: false), OfService(operation, role), 403);
                await Try("right, a person", plain, Token(role), person, 403);
                if (operation.Name != "POST /sign-out") // The one that would end what the others are tried with.
                    await Try("right, a session", sessions[role].Good.Client, null, person, 403);

                async Task Try(string how, HttpClient client, string? token, bool may, int otherwise)
                {
                    counts[how] = counts.GetValueOrDefault(how) + 1;
                    var status = await operation.Send(client, token);
                    var isRight = may ? status is < 500 and not (401 or 403 or 429) : status == otherwise;
                    if (!isRight)
                        wrong.Add($"{operation.Name} as {Word(role)}, {how}: {status}, may {may}");
                }
            }
        }

        foreach (var (good, revoked) in sessions.Values)
        {
            good.Dispose();
            revoked.Dispose();
        }

        output.WriteLine($"{operations.Length} operations, {counts.Values.Sum()} tries: "
            + string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.Empty(wrong);
        Assert.True(operations.Length >= 25);
        Assert.Equal(promised.Count, operations.Length);

        // A role that is not for services is taken from one, which is then let in where everybody is.
        bool OfService(Tried operation, Role role) => SeparationOfDuties.OfServices.Contains(role)
            ? promised[operation.Name](role, ActorKind.Service)
            : Roles.All(any => promised[operation.Name](any, ActorKind.Person))
                && SeparationOfDuties.OfServices.All(any => promised[operation.Name](any, ActorKind.Service));
    }

    private string Token(Role role, bool isPerson = true, string? audience = null, TimeSpan? age = null) =>
        server.Provider.Token($"matrix-{Word(role)}", [$"group-{Word(role)}"], isPerson, audience, age: age);

    private async Task<Browser> Revoked(Role role)
    {
        var (browser, name) = await server.Person(Word(role));
        Assert.Equal(200, (await server.Administrator.Post($"/v1/people/{name}/disable", null)).Status);
        return browser;
    }

    private static string Word(Role role) => ClosedList<Role>.WordFor(role);

    /// <summary>One operation, sent with the examples of its path and no body: being let in is what counts.</summary>
    private sealed class Tried(string method, RouteEndpoint endpoint)
    {
        private readonly bool _isPage = endpoint.Metadata.GetMetadata<PageMark>() is not null;

        public string Name { get; } = $"{method} {endpoint.RoutePattern.RawText}";

        public async Task<int> Send(HttpClient client, string? token)
        {
            // The stream of changes has no end; HEAD is the same endpoint.
            using var request = new HttpRequestMessage(
                method == "GET" ? HttpMethod.Head : new HttpMethod(method), PathOf(endpoint));
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await client.SendAsync(request);
            var location = answer.Headers.Location?.OriginalString ?? "";
            // A page says 401 by leading to where one signs in.
            return _isPage && location.StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal)
                ? 401
                : (int)answer.StatusCode;
        }

        private static string PathOf(RouteEndpoint endpoint) =>
            (endpoint.Metadata.GetMetadata<Operation>()?.Path ?? []).Aggregate(
                endpoint.RoutePattern.RawText!,
                (path, key) => path.Replace($"{{{key.Name}}}", key.Example, StringComparison.Ordinal));
    }
}
