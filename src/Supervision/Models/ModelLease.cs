using System.Collections.Immutable;
using System.Text;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>
/// Which model is in use, as this process knows it from the log for half a second at a time. Whoever stops a model and
/// then waits longer can say that no process gives a score of it. See decision 22.
/// </summary>
public sealed class ModelLease : IModelInUse
{
    private readonly Lease<ModelsKnown> _lease;
    private readonly TimeProvider _time;

    /// <param name="trial">
    /// The model named at the start; in use until it is stopped, as long as the register never had one in use.
    /// </param>
    public ModelLease(IEventLog log, TimeProvider time, RiskModel? trial)
    {
        _time = time;
        Trial = trial;
        _lease = new Lease<ModelsKnown>(before => ModelsKnown.Look(log, trial, before), time);
    }

    /// <summary>The trial of this process, whether or not it is in use.</summary>
    public RiskModel? Trial { get; }

    /// <summary>Whether this process has a trial that is set aside, because a version was in use here.</summary>
    public async Task<bool> SetsTrialAside(CancellationToken cancellation) =>
        Trial is not null && (await Register(cancellation)).WasEverInUse;

    public ValueTask<RiskModelInUse> Now(CancellationToken cancellation)
    {
        var known = _lease.Now(cancellation);
        return known.IsCompletedSuccessfully ? new(known.Result.At(_time.GetUtcNow())) : Later(known);
    }

    /// <summary>The register with everything that was on the log when this was called.</summary>
    public async Task<ModelRegister> Register(CancellationToken cancellation) =>
        (await _lease.Fresh(cancellation)).Reading.Register;

    private async ValueTask<RiskModelInUse> Later(ValueTask<ModelsKnown> known) =>
        (await known).At(_time.GetUtcNow());

    /// <summary>The register and what follows from it for scores.</summary>
    private sealed record ModelsKnown(
        RegisterReading<ModelRegister> Reading, RiskModelInUse InUse, DateTimeOffset Until, RiskModelInUse After)
    {
        public RiskModelInUse At(DateTimeOffset now) => now < Until ? InUse : After;

        public static async Task<ModelsKnown> Look(IEventLog log, RiskModel? trial, ModelsKnown? before)
        {
            var start = before?.Reading ?? ModelRegisterReading.Start;
            var reading = await start.CatchUp(log, CancellationToken.None);
            return before is not null && ReferenceEquals(reading, start) ? before : Of(reading, trial, before);
        }

        private static ModelsKnown Of(RegisterReading<ModelRegister> reading, RiskModel? trial, ModelsKnown? before)
        {
            var register = reading.Register;
            var shadows = ShadowsOf(register, before);
            if (register.InUse is { } name)
            {
                var version = register.Versions[name];
                var end = ModelRegister.EndOf(version);
                var model = before?.InUse.Model is { } same && same.Identity.Hash == version.Hash
                    ? same
                    : ModelOf(version);
                return new ModelsKnown(
                    reading,
                    new RiskModelInUse(model) { Shadows = shadows },
                    end,
                    new RiskModelInUse(null, register.EndAt(end)) { Shadows = shadows });
            }

            var used = register.WithoutVersion(trial) with { Shadows = shadows };
            return new ModelsKnown(reading, used, DateTimeOffset.MaxValue, used);
        }

        /// <summary>A shadow that cannot be read is left out: it must never keep anybody from a score.</summary>
        private static ImmutableArray<RiskModel> ShadowsOf(ModelRegister register, ModelsKnown? before) =>
        [
            .. register.Shadows
                .Select(version =>
                    before?.InUse.Shadows.FirstOrDefault(known => known.Identity.Hash == version.Hash)
                    ?? RiskModel.Parse(Encoding.UTF8.GetBytes(version.Document)).Model)
                .OfType<RiskModel>(),
        ];

        private static RiskModel ModelOf(ModelVersion version) =>
            RiskModel.Parse(Encoding.UTF8.GetBytes(version.Document)).Model is { } model
            && model.Identity.Hash == version.Hash
                ? model
                : throw new FormatException("The document of the model in use is not what was laid down.");
    }
}
