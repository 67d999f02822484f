using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// Limits how often somebody can try, by name and by address, and how many passwords are hashed at once.
/// </summary>
internal sealed class SignInAttempts : IDisposable
{
    private const int PerAddress = 5;

    private readonly PartitionedRateLimiter<string> _tries;
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly TimeProvider _time;
    private readonly TimeSpan _refusalTime;

    public SignInAttempts(IOptions<AccountOptions> options, TimeProvider time)
    {
        (_time, _refusalTime) = (time, options.Value.RefusalTime);
        _tries = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions
            {
                Window = TimeSpan.FromMinutes(1),
                PermitLimit = options.Value.AttemptsPerMinute
                    * (key.StartsWith("address:", StringComparison.Ordinal) ? PerAddress : 1),
            }));
    }

    /// <summary>Whether one more try is allowed.</summary>
    public bool Allows(HttpContext context, string name)
    {
        using var ofAddress = _tries.AttemptAcquire($"address:{context.Connection.RemoteIpAddress}");
        if (!ofAddress.IsAcquired || name.Length == 0)
            return ofAddress.IsAcquired;

        using var ofName = _tries.AttemptAcquire(
            $"name:{(AccountNames.IsName(name) ? name : "of no form")}");
        return ofName.IsAcquired;
    }

    /// <summary>
    /// Runs a check; when it finds nothing the answer comes no sooner than after the time of a refusal.
    /// </summary>
    public async Task<TFound?> Run<TFound>(Func<Task<TFound?>> check, CancellationToken cancellation)
        where TFound : class
    {
        var began = _time.GetTimestamp();
        TFound? found;
        await _hashing.WaitAsync(cancellation);
        try
        {
            found = await check();
        }
        finally
        {
            _hashing.Release();
        }

        if (found is null && _refusalTime - _time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, _time, cancellation);
        return found;
    }

    public void Dispose()
    {
        _tries.Dispose();
        _hashing.Dispose();
    }
}
