using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Selections;

/// <summary>
/// A draw: a pure function of plan, seed and population, in whole numbers throughout. See decision 31 for why each
/// channel draws as it does.
/// </summary>
/// <param name="Members">Everybody, in the order of ids, with their chances.</param>
/// <param name="Places">For how many checks each channel drew.</param>
/// <param name="Moved">Places that a channel could not use.</param>
public sealed record SelectionDraw(
    ImmutableArray<DrawnMember> Members, ChannelCounts Places, ImmutableArray<MovedPlaces> Moved)
{
    public const int PopulationMax = 500_000;

    public const string TooFewScored = "too-few-scored";
    public const string TooFewSignals = "too-few-signals";

    public static readonly Refusal NobodyThere = new("nobody-there", "No referent has an active recognition.");

    public static readonly Refusal TooFewForStrata = new(
        "too-few-for-strata", "There are more strata than checks at random: plan with other strata, or more checks.");

    /// <summary>How many referents were drawn.</summary>
    public int Checks => Members.Count(member => member.By != DrawnBy.Nothing);

    /// <param name="noModel">Why no model is in use; null when one is.</param>
    /// <exception cref="ArgumentException">A referent is twice in the population, or it is too large.</exception>
    public static (SelectionDraw? Draw, Refusal? Refusal) Of(
        SelectionPlan plan, string seed, IReadOnlyCollection<PopulationMember> population, string? noModel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(population.Count, PopulationMax, nameof(population));
        PopulationMember[] members =
            [.. population.OrderBy(member => member.Referent.ToString(), StringComparer.Ordinal)];
        if (members.DistinctBy(member => member.Referent).Count() < members.Length)
            throw new ArgumentException("A referent is twice in the population.", nameof(population));
        if (members.Length == 0)
            return (null, NobodyThere);

        var waiting = Array.FindAll(members, member => member.WaitingSince is not null);
        var bySignal = Ranked.Of(
            waiting, member => -member.WaitingSince!.Value.DayNumber, plan.Shares.Of(plan.Capacity).Signal,
            new Lots(seed, Channel.Signal));

        // Only who is sure to be checked for a signal is left out here, so that no chance hangs on another draw.
        var scored = Array.FindAll(
            members, member => noModel is null && member.Points is not null
                && bySignal.ChanceOf(member) != Chance.Certain);
        var byRisk = Ranked.Of(
            scored, member => member.Points!.Value, plan.Shares.Of(plan.Capacity).Risk, new Lots(seed, Channel.Risk));

        var (places, moved) = Move(plan, scored.Length, waiting.Length, noModel);
        places = places with { Random = Math.Min(places.Random, members.Length) };
        if (Stratified.Of(members, places.Random, new Lots(seed, Channel.Random)) is not { } atRandom)
            return (null, TooFewForStrata);

        return (
            new SelectionDraw(
                [.. members.Select((member, index) => new DrawnMember(
                    index + 1, member, byRisk.ChanceOf(member), atRandom.ChanceOf(member), bySignal.ChanceOf(member),
                    (byRisk.Drew(member) ? DrawnBy.Risk : 0) | (atRandom.Drew(member) ? DrawnBy.Random : 0)
                        | (bySignal.Drew(member) ? DrawnBy.Signal : 0)))],
                places,
                moved),
            null);
    }

    /// <summary>What risk and signal cannot use goes to chance, and it is said why.</summary>
    private static (ChannelCounts Places, ImmutableArray<MovedPlaces> Moved) Move(
        SelectionPlan plan, int scored, int waiting, string? noModel)
    {
        var planned = plan.Shares.Of(plan.Capacity);
        var (risk, signal) = (Math.Min(planned.Risk, scored), Math.Min(planned.Signal, waiting));
        var moved = ImmutableArray.CreateBuilder<MovedPlaces>();
        if (risk < planned.Risk)
            moved.Add(new MovedPlaces(Channel.Risk, planned.Risk - risk, noModel ?? TooFewScored));
        if (signal < planned.Signal)
            moved.Add(new MovedPlaces(Channel.Signal, planned.Signal - signal, TooFewSignals));
        return (new ChannelCounts(risk, plan.Capacity - risk - signal, signal), moved.ToImmutable());
    }
}
