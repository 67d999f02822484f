using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Log;

namespace Supervision.Gateway.Rules;

/// <summary>
/// Repeats a call from outside the grains that failed because a silo died or a grain moved, for a bounded time. Every
/// call may be repeated: queries change nothing, and a command that was carried out records nothing again.
/// </summary>
internal sealed partial class GrainCallRetry(
    IOptions<GatewayOptions> options, TimeProvider time, ILogger<GrainCallRetry> logger) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    /// <remarks>A call between grains, of which there is one an event and more, is passed on as it is.</remarks>
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.SourceContext is null ? Repeat(context) : context.Invoke();

    private async Task Repeat(IOutgoingGrainCallContext context)
    {
        var began = time.GetTimestamp();
        var pause = PauseMin;
        while (true)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception failure) when (
                IsPassing(failure, context.Request.GetCancellationToken())
                && time.GetElapsedTime(began) + pause < options.Value.GrainCallPatience)
            {
                LogRepeated(context.InterfaceName, context.MethodName, failure.Message);
            }

            await Task.Delay(pause, time);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }

    /// <remarks>
    /// A silo that stops cancels what it has begun to activate, and rejects with that who waits for it. So a call that
    /// ends as cancelled passes, unless whoever made it gave it up.
    /// </remarks>
    private static bool IsPassing(Exception failure, CancellationToken caller) =>
        failure is OrleansException or TimeoutException or VersionConflictException
        || (failure is OperationCanceledException && !caller.IsCancellationRequested);

    [LoggerMessage(4002, LogLevel.Warning, "The call {Grain}.{Method} is repeated: {Reason}")]
    private partial void LogRepeated(string grain, string method, string reason);
}
