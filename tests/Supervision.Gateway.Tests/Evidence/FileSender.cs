using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Evidence;

/// <summary>Adds evidence to a case over HTTP, and reads it back.</summary>
internal static class FileSender
{
    public static readonly byte[] Pdf = [.. "%PDF-1.7\nPayslips of January.\n%%EOF\n"u8];

    public static async Task<(int Status, JsonElement Body)> Add(
        this RunningServer server, string escalation, string fileId, string name, byte[] content,
        string type = "application/octet-stream", string user = "escalation-officer")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/v1/escalations/{escalation}/evidence-files?fileId={fileId}");
        request.Headers.Add("X-Demo-User", user);
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        request.Content = new ByteArrayContent(content);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await server.Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public static async Task<HttpResponseMessage> Ask(
        this RunningServer server, string path, string user = "escalation-officer")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        return await server.Client.SendAsync(request);
    }

    /// <summary>A case that an officer has and has judged.</summary>
    public static async Task<string> JudgedCase(
        this RunningServer server, string referent, bool isRegistered = false)
    {
        if (!isRegistered)
            await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""", "team-lead");
        var path = $"/v1/escalations/{referent}~1";
        await server.Post($"{path}/take", null);
        var (status, body) = await server.Post($"{path}/judgement", """{"judgement":"unclear","text":"Late."}""");
        Assert.True(status == 200, body.ToString());
        return $"{referent}~1";
    }
}
