using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Assurance;
using Supervision.Benchmarks.Load;
using Supervision.Server;

namespace Supervision.Benchmarks.Assurance;

/// <summary>
/// A whole report over REST: a table is uploaded, counted as it arrives, and its figures made by the job, as anybody's
/// is. The server is in this process, so its memory is that of both.
/// </summary>
internal static class AssuranceReportRun
{
    private const int Attributes = 5;
    private static readonly string[] Labels = ["a", "b", "c", "d", "e"];

    public static async Task Run(int most, int rounds, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            const string urls = "http://127.0.0.1:0";
            await using var application = SupervisionHost.Build(new ServerSettings(
                new DirectoryInfo(Path.Combine(folder, "data")), urls, "example", Clock: null, Quiet: true,
                Configuration: new Dictionary<string, string?> { [DemoAccess.Key] = "true" }));
            await ServerRun.Start(application, urls, cancellation);
            using var client = new HttpClient
            {
                BaseAddress = ServerRun.Address(application),
                Timeout = TimeSpan.FromMinutes(10),
            };
            client.DefaultRequestHeaders.Add("X-Demo-User", "auditor");
            await Measure(client, folder, most / 40, rounds, cancellation); // Code is compiled.
            foreach (var rows in new[] { most / 4, most / 2, most })
                await Measure(client, folder, rows, rounds, cancellation);

            await application.StopAsync(cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(
        HttpClient client, string folder, int rows, int rounds, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "table.csv");
        await File.WriteAllLinesAsync(file, Table(rows), cancellation);
        var bytes = new FileInfo(file).Length;
        var clock = Stopwatch.StartNew();
        var query = string.Create(
            CultureInfo.InvariantCulture, $"title=Benchmark&purpose=Measured&threshold=50&rounds={rounds}");
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await client.PostAsync(
            new Uri($"/v1/assurance/reports?{query}", UriKind.Relative), content, cancellation);
        var asked = JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(asked.ToString());

        var counted = clock.Elapsed;
        var report = new Uri($"/v1/assurance/reports/{asked.GetProperty("id").GetString()}", UriKind.Relative);
        var made = JsonElement.Parse(await client.GetStringAsync(report, cancellation));
        while (State(made) == "running")
        {
            await Task.Delay(20, cancellation);
            made = JsonElement.Parse(await client.GetStringAsync(report, cancellation));
        }

        if (State(made) != "made")
            throw new InvalidOperationException(made.ToString());

        var (total, process) = (clock.Elapsed, Process.GetCurrentProcess());
        var answers = made.GetProperty("document").GetProperty("report").GetProperty("answers").GetArrayLength();
        Console.WriteLine($"{rows:N0} rows ({bytes / 1_048_576.0:N0} MB), {Attributes} attributes, {rounds:N0} rounds: "
            + $"uploaded and counted {counted.TotalSeconds:N2} s ({counted.TotalNanoseconds / rows:N0} ns a row), "
            + $"made {(total - counted).TotalSeconds:N2} s ({answers:N0} answers), total {total.TotalSeconds:N2} s, "
            + $"working set {process.WorkingSet64 / 1_048_576.0:N0} MB, peak "
            + $"{process.PeakWorkingSet64 / 1_048_576.0:N0} MB; {MachineLoad.Now}");
    }

    private static string? State(JsonElement report) => report.GetProperty("item").GetProperty("state").GetString();

    private static IEnumerable<string> Table(int rows)
    {
        var header = string.Join(',', Enumerable.Range(0, Attributes).Select(a => $"group:g{a}"));
        yield return $"score,outcome,weight,{header}";
        var (chance, line) = (new Chance(7), new StringBuilder());
        for (var i = 0; i < rows; i++)
        {
            var score = (int)chance.Below(101);
            line.Clear().Append(CultureInfo.InvariantCulture, $"{score},{(chance.Share() < score / 100.0 ? 1 : 0)},")
                .Append(chance.Below(3) == 0 ? '4' : '1');
            for (var a = 0; a < Attributes; a++)
                line.Append(',').Append(Labels[chance.Below(Labels.Length)]);
            yield return line.ToString();
        }
    }
}
