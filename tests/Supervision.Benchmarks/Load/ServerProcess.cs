using System.Diagnostics;
using System.Text;
using Supervision.Server;

namespace Supervision.Benchmarks.Load;

/// <summary>The real executable, started as a user starts it, watched until it answers, stopped or killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string KeyFileName = "Supervision__Sql__Encryption__KeyFile";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    // Nothing that is run to its end takes near so long; one that never ends must not hold up who waits for it.
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(15);

    private readonly Process _process;
    private readonly StringBuilder _output;

    private ServerProcess(Process process, StringBuilder output, Uri address)
    {
        _process = process;
        _output = output;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has used of all cores together, so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public string Output => TextOf(_output);

    /// <summary>Starts <c>dotnet Supervision.Server.dll</c> and waits until it says that it is ready.</summary>
    public static Task<ServerProcess> Start(string command, string dataFolder, params string[] arguments) =>
        Start(ServerBuild.This, command, dataFolder, arguments);

    /// <summary>The same with another build of the executable.</summary>
    public static async Task<ServerProcess> Start(
        ServerBuild build, string command, string dataFolder, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.One()}");
        var (process, output) = Launch(
            build, [command, "--data", dataFolder, "--urls", address.ToString().TrimEnd('/'), .. arguments]);
        var server = new ServerProcess(process, output, address);
        try
        {
            await server.WaitUntilReady();
            return server;
        }
        catch (Exception)
        {
            await server.DisposeAsync(); // Nobody else would end it.
            throw;
        }
    }

    /// <summary>Runs a command of the executable to its end and gives its exit code and what it printed.</summary>
    public static Task<(int ExitCode, string Output)> Run(params string[] arguments) =>
        Run(ServerBuild.This, arguments);

    /// <summary>Runs a command on the data of a server that has its key file beside them, as a server does.</summary>
    public static Task<(int ExitCode, string Output)> RunOn(string folder, params string[] arguments) =>
        Run(
            ServerBuild.This with { Environment = ServerBuild.This.Environment.SetItem(KeyFileName, folder + ".key") },
            [.. arguments, "--data", folder]);

    public static async Task<(int ExitCode, string Output)> Run(ServerBuild build, params string[] arguments)
    {
        var (process, output) = Launch(build, arguments);
        using (process)
        {
            using var patience = new CancellationTokenSource(RunTimeout);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{arguments[0]} did not end within {RunTimeout}:\n{TextOf(output)}");
            }

            return (process.ExitCode, TextOf(output));
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops it; gives the exit code.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StopTimeout);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();

        _process.Dispose();
    }

    /// <summary>One for all processes that are started, so that a copy of their data can be opened elsewhere.</summary>
    public static string KeyFile { get; } = Path.Combine(AppContext.BaseDirectory, "processes.key");

    private static (Process Process, StringBuilder Output) Launch(
        ServerBuild build, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [build.Executable, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // On loopback, and a build of before there was a sign-in does not mind.
        start.Environment["Supervision__Access__DemoSignIn"] = "true";
        foreach (var (name, value) in build.Environment)
            start.Environment[name] = value;
        start.Environment.TryAdd(KeyFileName, KeyFile);
        var output = new StringBuilder();
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, output);
    }

    private async Task WaitUntilReady()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > ReadyTimeout)
                throw new TimeoutException($"The server at {Address} was not ready:\n{Output}");

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not listening yet: ask again.
            }

            await Task.Delay(50);
        }
    }

    private static string TextOf(StringBuilder output)
    {
        lock (output)
            return output.ToString();
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null)
            return;

        lock (output)
            output.AppendLine(line);
    }
}
