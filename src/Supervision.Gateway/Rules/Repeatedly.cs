namespace Supervision.Gateway.Rules;

/// <summary>What a gateway does over and over beside requests.</summary>
internal static class Repeatedly
{
    /// <summary>
    /// After each wait once, until it is told to stop, in the middle of which it may be. What fails is told, and done
    /// again the next time.
    /// </summary>
    public static async Task Do(
        TimeSpan every, TimeProvider time, Func<CancellationToken, Task> once, Action<Exception> failed,
        CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stopping.IsCancellationRequested)
                    await once(stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                failed(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
