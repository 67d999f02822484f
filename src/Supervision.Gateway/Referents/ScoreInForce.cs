using Supervision.Contracts.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>
/// Passes a score on only when its model is still in use: a model can be stopped while the answer of a grain is on its
/// way here.
/// </summary>
internal static class ScoreInForce
{
    private const int AsksMax = 5;

    /// <exception cref="StoreUnavailableException">The model in use changed again and again.</exception>
    public static async Task<(RiskView? View, RiskModelInUse Used)> Ask(
        Func<Task<RiskView?>> ask, IModelInUse models, CancellationToken cancellation)
    {
        for (var asks = 0; asks < AsksMax; asks++)
        {
            var view = await ask();
            var used = await models.Now(cancellation);
            if (view is null || view.Score.Model?.Hash == used.Hash)
                return (view, used);
        }

        throw new StoreUnavailableException("The model in use changed while the score was made.");
    }
}
