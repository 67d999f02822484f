using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Audit;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;

namespace Supervision.Gateway.Audits;

/// <summary>Makes audit bundles here, in the process that is asked, a few at once.</summary>
internal sealed partial class BundleMaking(
    IEventLog log, IChainReading chain, IReferentViews views, ModelLease models, IOptions<AuditOptions> options,
    TimeProvider time, ILogger<BundleMaking> logger)
{
    private static readonly Refusal NoKey = new(
        "no-signing-key", "There is no key to sign with. Whoever operates this finds in its log what is wrong.");

    private int _making;

    /// <summary>How much one bundle may hold.</summary>
    public BundleBounds Bounds => new(
        options.Value.ReferentsMax, options.Value.EventsMax, options.Value.ScoresMax, options.Value.ChainStepsMax);

    /// <summary>False when as many are made as may be at once.</summary>
    public bool TryBegin([NotNullWhen(true)] out IDisposable? place)
    {
        place = null;
        if (Interlocked.Increment(ref _making) > options.Value.AtOnce)
        {
            Interlocked.Decrement(ref _making);
            return false;
        }

        place = new Place(this);
        return true;
    }

    public async Task<(BundleContent? Content, Refusal? Refusal)> Collect(
        ReferentId referent, CancellationToken cancellation)
    {
        var register = await models.Register(cancellation);
        return await Reading().Of(
            referent, await models.Now(cancellation), BundleModels.Of(register, models.Trial), time.GetUtcNow(),
            cancellation);
    }

    public async Task<(BundleContent? Content, Refusal? Refusal)> Collect(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var register = await models.Register(cancellation);
        return await Reading().Of(
            from, until, models.Trial, BundleModels.Of(register, models.Trial), time.GetUtcNow(), cancellation);
    }

    /// <summary>What is signed with now, or why there is nothing.</summary>
    public (SigningKeys? Keys, Refusal? Refusal) Keys()
    {
        try
        {
            return (new SigningKeyFile(options.Value.KeyFile).Open(), null);
        }
        catch (UnusableSigningKeyException failure)
        {
            // Where files are is for the operator, not for whoever asks.
            LogNoKey(failure.Message);
            return (null, NoKey);
        }
    }

    public Task Write(
        BundleContent content, BundleAsked asked, SigningKeys keys, Stream output, CancellationToken cancellation) =>
        new BundleWriting(chain).Write(content, asked, keys.Current, output, cancellation);

    private BundleReading Reading() => new(log, views, Bounds);

    [LoggerMessage(4801, LogLevel.Error, "No audit bundle can be signed. {Reason}")]
    private partial void LogNoKey(string reason);

    private sealed class Place(BundleMaking owner) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                Interlocked.Decrement(ref owner._making);
        }
    }
}
