using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Access.Pages;

namespace Supervision.Gateway.Limits;

/// <summary>Keeps one caller from taking what is there for all.</summary>
internal static class Hosting
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = Limiter(options.Value);
            limiter.OnRejected = Refuse;
        });
        return services;
    }

    /// <summary>After it is known who asks, and before it is asked whether they may: trying counts.</summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder application) => application.UseRateLimiter();

    private static PartitionedRateLimiter<HttpContext> Limiter(LimitOptions options) =>
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => Pace(Caller.Of(context), options)),
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => AtOnce(Caller.Of(context), options)));

    private static RateLimitPartition<Caller> Pace(Caller caller, LimitOptions options) => caller switch
    {
        { IsNobody: true } => Bucket(caller, options.NobodyBurst, options.NobodyPerSecond, Second),
        { Load: Load.Events or Load.EventStream } => RateLimitPartition.GetNoLimiter(caller),
        { Load: Load.Heavy } => Bucket(caller, options.HeavyPerMinute, options.HeavyPerMinute, Minute),
        _ => Bucket(caller, options.RequestsBurst, options.RequestsPerSecond, Second),
    };

    private static RateLimitPartition<Caller> AtOnce(Caller caller, LimitOptions options)
    {
        var most = caller switch
        {
            { IsNobody: true } => options.NobodyAtOnce,
            { Load: Load.Events } => options.EventsAtOnce,
            { Load: Load.EventStream } => options.EventStreamsAtOnce,
            { Load: Load.ChangeStream } => options.ChangeStreamsAtOnce,
            { Load: Load.Heavy } => options.HeavyAtOnce,
            _ => options.RequestsAtOnce,
        };
        return RateLimitPartition.GetConcurrencyLimiter(
            caller, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });
    }

    private static RateLimitPartition<Caller> Bucket(Caller caller, int burst, int count, TimeSpan period) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = count,
            ReplenishmentPeriod = period,
            QueueLimit = 0,
        });

    private static ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var context = rejected.HttpContext;
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null)
            return new ValueTask(Forms.TooMany().ExecuteAsync(context));

        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return new ValueTask(Problems.Of(StatusCodes.Status429TooManyRequests).ExecuteAsync(context));
    }
}
