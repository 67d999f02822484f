using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supervision.Benchmarks.Databases;
using Supervision.Log;
using Supervision.Server;
using Supervision.Sql;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// The least that keeps what it acknowledges: ASP.NET Core, the body as it came, and the same log with the same group
/// commit. No check, no canonical form, no grain. What the real server adds is measured against it.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly Process _process;

    private BareServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Serves until the process is stopped.</summary>
    public static async Task<int> Serve(string data, string? database, string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSupervisionSql(options =>
        {
            options.DataFolder = data;
            options.Database = database is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
            options.ConnectionString = database ?? "";
        });
        await using var app = builder.Build();
        app.Services.OpenSupervisionData();
        var log = app.Services.GetRequiredService<IEventLog>();
        var number = 0L;

        app.MapPost("/v1/events", async (HttpRequest request) =>
        {
            var body = new byte[request.ContentLength!.Value];
            await request.Body.ReadExactlyAsync(body);
            var own = Interlocked.Increment(ref number);
            var subject = $"kvk:99{own % 10_000:000000}";
            var outcomes = await log.Append(
                [
                    new NewEvent(
                        subject, Partitions.Of(subject, log.PartitionCount),
                        new EventKey("urn:bare", own.ToString("D12")), "bare", DateTimeOffset.UnixEpoch,
                        body, SHA256.HashData(body)),
                ],
                CancellationToken.None);
            request.HttpContext.Response.StatusCode = 202;
            await JsonSerializer.SerializeAsync(
                request.HttpContext.Response.Body, new { position = outcomes[0].Position.ToString() });
        });
        app.MapGet("/health/ready", () => "ready");
        await app.RunAsync(urls);
        return 0;
    }

    public static async Task<BareServer> StartProcess(MeasuredData data)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.One()}");
        var program = Path.Combine(AppContext.BaseDirectory, "Supervision.Benchmarks.dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "bare", "--data", data.Folder, "--urls", address.ToString().TrimEnd('/'), .. data.Arguments]);
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        using var client = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
                return new BareServer(process, address);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
