using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Pages;
using Supervision.Gateway.OpenApi;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class The_document(RunningServer server)
{
    /// <summary>Set it to write the file anew, and look at the difference as at a change of the API.</summary>
    private const string Regenerate = "SUPERVISION_WRITE_GOLDEN";

    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task Is_the_one_that_was_agreed()
    {
        var golden = GoldenFile();
        var document = (await server.Client.GetStringAsync("/v1/openapi.json")).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(Regenerate) is { Length: > 0 })
            await File.WriteAllTextAsync(golden, document);

        Assert.True(
            document == await File.ReadAllTextAsync(golden),
            $"The document is not that of {golden}. If the change is meant, run this test with {Regenerate}=1.");
    }

    [Fact]
    public async Task Has_every_route()
    {
        var documented = (await Operations()).Select(one => $"{one.Method} {one.Path}").ToHashSet();
        var mapped = MappedRoutes.Of(server.Application)
            .Where(route => route.Metadata.GetMetadata<PageMark>() is null)
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                .Where(method => method != "HEAD")
                .Select(method => $"{method.ToLowerInvariant()} {route.RoutePattern.RawText}") ?? [])
            .Where(route => !route.EndsWith("/v1/openapi.json", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(mapped);
        Assert.Empty(mapped.Except(documented));
        Assert.Empty(documented.Except(mapped));
    }

    [Fact]
    public async Task Has_an_example_of_every_request_answer_and_error()
    {
        var missing = new List<string>();
        foreach (var (method, path, operation) in await Operations())
        {
            if (operation.TryGetProperty("requestBody", out var body))
                Check(body, $"{method} {path} request");
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
                Check(response.Value, $"{method} {path} {response.Name}");
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), one => one.Name.StartsWith('2'));
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), one => one.Name == "400");
        }

        Assert.Empty(missing);

        void Check(JsonElement holder, string place)
        {
            var content = holder.GetProperty("content").EnumerateObject().ToArray();
            if (content.Length == 0 || content.Any(type => !Examples(type.Value).Any()))
                missing.Add(place);
        }
    }

    [Fact]
    public async Task Explains_every_operation_and_parameter()
    {
        foreach (var (method, path, operation) in await Operations())
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("summary").GetString()), path);
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("description").GetString()), path);
            Assert.Matches("^[a-z][A-Za-z]+$", operation.GetProperty("operationId").GetString());
            foreach (var parameter in Parameters(operation))
                Assert.False(
                    string.IsNullOrWhiteSpace(parameter.GetProperty("description").GetString()), $"{method} {path}");
        }

        var info = (await Document()).GetProperty("info");
        Assert.Equal("Supervision maintainers", info.GetProperty("contact").GetProperty("name").GetString());
        Assert.Equal("MIT", info.GetProperty("license").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Has_examples_of_requests_that_work()
    {
        await server.Register("kvk:99000001");
        var wrong = new List<string>();
        foreach (var (method, path, operation) in (await Operations()).OrderBy(one => one.Method != "post"))
        {
            // Where it starts and stops by itself; the stream of changes has tests of its own.
            if (path == "/v1/risk-changes")
                continue;

            foreach (var (type, body) in Requests(operation))
            {
                using var request = Request(method, path, operation, type, Dated(path, body));
                using var answer = await server.Client.SendAsync(request);
                // The referents and cases of the examples need not be there; the request itself must be right.
                if ((int)answer.StatusCode is not (>= 200 and < 300 or 404 or 409))
                    wrong.Add($"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
            }
        }

        await server.ReadNobodyAgain(); // One of the examples plans second readings for everybody after this.
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Names_every_query_key_there_is_and_each_other_one_is_refused()
    {
        foreach (var (method, path, operation) in await Operations())
        {
            var requests = Requests(operation);
            using var request = Request(method, path, operation, requests[0].Type, requests[0].Body);
            request.RequestUri = new Uri($"{request.RequestUri}{Sign(request)}notThere=1", UriKind.Relative);
            using var answer = await server.Client.SendAsync(request);
            var problem = await answer.Content.ReadAsStringAsync();

            Assert.True((int)answer.StatusCode == 400, $"{method} {path}: {(int)answer.StatusCode} {problem}");
            Assert.Contains("notThere", problem, StringComparison.Ordinal);
        }
    }

    /// <summary>An override ends within 180 days of now, which no day of an example is for ever.</summary>
    private static string? Dated(string path, string? body)
    {
        if (!path.EndsWith("/override", StringComparison.Ordinal) || body is null)
            return body;

        var json = JsonNode.Parse(body)!;
        json["until"] = DateTimeOffset.UtcNow.AddDays(90);
        return json.ToJsonString();
    }

    private static string Sign(HttpRequestMessage request) =>
        request.RequestUri!.ToString().Contains('?', StringComparison.Ordinal) ? "&" : "?";

    private async Task<JsonElement> Document() => await server.Get("/v1/openapi.json");

    private async Task<(string Method, string Path, JsonElement Operation)[]> Operations() =>
        [.. from path in (await Document()).GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where Methods.Contains(operation.Name)
            select (operation.Name, path.Name, operation.Value)];

    private static JsonElement[] Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var found) ? [.. found.EnumerateArray()] : [];

    private static IEnumerable<JsonElement> Examples(JsonElement mediaType)
    {
        if (mediaType.TryGetProperty("example", out var one))
            yield return one;
        if (mediaType.TryGetProperty("examples", out var several))
        {
            foreach (var example in several.EnumerateObject())
                yield return example.Value.GetProperty("value");
        }
    }

    private static (string? Type, string? Body)[] Requests(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
            ? [.. from type in body.GetProperty("content").EnumerateObject()
                  from example in Examples(type.Value)
                  select (type.Name, example.ValueKind == JsonValueKind.String
                      ? example.GetString() : example.GetRawText())]
            : [(null, null)];

    private HttpRequestMessage Request(
        string method, string path, JsonElement operation, string? type, string? body)
    {
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var parameter in Parameters(operation))
        {
            if (!parameter.TryGetProperty("example", out var example))
                continue;

            var name = parameter.GetProperty("name").GetString()!;
            switch (parameter.GetProperty("in").GetString())
            {
                case "path":
                    path = path.Replace($"{{{name}}}", example.ToString(), StringComparison.Ordinal);
                    break;
                case "query" when name != "atLeast": // A position of this very log; no example can know it.
                    query.Add($"{name}={Uri.EscapeDataString(example.ToString())}");
                    break;
                case "header":
                    headers.Add((name, example.ToString()));
                    break;
            }
        }

        var request = new HttpRequestMessage(
            new HttpMethod(method.ToUpperInvariant()), path + (query.Count == 0 ? "" : "?" + string.Join('&', query)));
        request.Headers.Add("X-Demo-User", UserFor(operation.GetProperty("operationId").GetString()!));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        return request;
    }

    /// <summary>The first user of the demonstration whom the rule of the operation allows.</summary>
    private string UserFor(string operationId)
    {
        var rule = MappedRoutes.Of(server.Application)
            .Select(endpoint => endpoint.Metadata.GetMetadata<Operation>())
            .First(operation => operation?.Id == operationId)!.Access;
        return DemoPeople.All.First(actor => rule.IsOpen || rule.Allows(actor)).Name;
    }

    private static string GoldenFile() =>
        Path.Combine(Repository.Root, "tests", "Supervision.Gateway.Tests", "Golden", "openapi.json");
}
