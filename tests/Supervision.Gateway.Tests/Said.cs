using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Supervision.Gateway.Tests;

/// <summary>Keeps what a program logs, for a test to read.</summary>
internal sealed class Said : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _lines = [];

    public IReadOnlyCollection<(string Category, LogLevel Level, string Text)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Listener(_lines, categoryName);

    public void Dispose()
    {
        // The lines outlive the program that said them.
    }

    private sealed class Listener(
        ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
