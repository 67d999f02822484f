using Supervision.Contracts.Referents;
using Supervision.Explanations;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>
/// Passes what a model gave on only when it is still in use: a model can be stopped while the answer of a grain is on
/// its way here, and this process may know of it before that of the grain.
/// </summary>
internal static class ScoreInForce
{
    private const int AsksMax = 10;

    /// <summary>Ten of these outlast what any process can hold on to.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="StoreUnavailableException">The model in use changed again and again.</exception>
    public static Task<(RiskView? View, RiskModelInUse Used)> Ask(
        Func<Task<RiskView?>> ask, IModelInUse models, TimeProvider time, CancellationToken cancellation) => Ask(
            ask, view => view.Score.Model, (view, reason) => view with
            {
                Score = view.Score.Without(reason),
                LevelSince = null,
            },
            models, time, cancellation);

    /// <exception cref="StoreUnavailableException">The model in use changed again and again.</exception>
    public static Task<(Explanation? Explanation, RiskModelInUse Used)> Ask(
        Func<Task<Explanation?>> ask, IModelInUse models, TimeProvider time, CancellationToken cancellation) => Ask(
            ask, explanation => explanation.Score.Model, (explanation, reason) => explanation.Without(reason), models,
            time, cancellation);

    /// <exception cref="StoreUnavailableException">The model in use changed again and again.</exception>
    public static Task<(Hindsight? Hindsight, RiskModelInUse Used)> Ask(
        Func<Task<Hindsight?>> ask, IModelInUse models, TimeProvider time, CancellationToken cancellation) => Ask(
            ask, hindsight => hindsight.Model, (hindsight, reason) => hindsight.Without(reason), models, time,
            cancellation);

    private static async Task<(TAnswer? Answer, RiskModelInUse Used)> Ask<TAnswer>(
        Func<Task<TAnswer?>> ask, Func<TAnswer, ModelIdentity?> modelOf, Func<TAnswer, string, TAnswer> without,
        IModelInUse models, TimeProvider time, CancellationToken cancellation)
        where TAnswer : class
    {
        for (var asks = 0; asks < AsksMax; asks++)
        {
            var answer = await ask();
            var used = await models.Now(cancellation);
            if (answer is null)
                return (null, used);
            if (used.Reason is { } reason)
                return (without(answer, reason), used);
            if (modelOf(answer)?.Hash == used.Hash)
                return (answer, used);

            await Task.Delay(Pause, time, cancellation);
        }

        throw new StoreUnavailableException("The model in use changed while the score was made.");
    }
}
