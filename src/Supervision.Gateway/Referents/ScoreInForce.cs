using Supervision.Contracts.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>
/// Passes a score on only when its model is still in use: a model can be stopped while the answer of a grain is on its
/// way here, and this process may know of it before that of the grain.
/// </summary>
internal static class ScoreInForce
{
    private const int AsksMax = 10;

    /// <summary>Ten of these outlast what any process can hold on to.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="StoreUnavailableException">The model in use changed again and again.</exception>
    public static async Task<(RiskView? View, RiskModelInUse Used)> Ask(
        Func<Task<RiskView?>> ask, IModelInUse models, TimeProvider time, CancellationToken cancellation)
    {
        for (var asks = 0; asks < AsksMax; asks++)
        {
            var view = await ask();
            var used = await models.Now(cancellation);
            if (view?.Score.Model is not { } model || model.Hash == used.Hash)
                return (view, used);
            if (used.Model is null)
                return (Without(view, used), used);

            await Task.Delay(Pause, time, cancellation);
        }

        throw new StoreUnavailableException("The model in use changed while the score was made.");
    }

    private static RiskView Without(RiskView view, RiskModelInUse used) => view with
    {
        Score = new Score(
            RiskLevel.None, used.Reason, 0, default, view.Score.Evidence, [], [], null, view.Score.AsOf, null),
        LevelSince = null,
    };
}
