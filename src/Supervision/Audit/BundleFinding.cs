using System.Collections.Immutable;

namespace Supervision.Audit;

/// <summary>What one check of a bundle found.</summary>
/// <param name="Check">What was checked: one word.</param>
/// <param name="Wrong">What is wrong, the first few of it; empty when the check passed.</param>
/// <param name="WrongCount">How much is wrong in all.</param>
/// <param name="Said">What was checked and held, and what could not be, in words.</param>
public sealed record BundleFinding(string Check, ImmutableArray<string> Wrong, long WrongCount, string Said)
{
    /// <summary>What makes a check that passed worth less, and must not be overlooked; null when nothing.</summary>
    public string? Caveat { get; init; }

    public bool Passed => WrongCount == 0;
}

/// <summary>Collects what one check finds.</summary>
internal sealed class BundleFaults
{
    private const int ToldMax = 50;

    private readonly ImmutableArray<string>.Builder _told = ImmutableArray.CreateBuilder<string>();
    private long _count;

    public void Add(string wrong)
    {
        _count++;
        if (_told.Count < ToldMax)
            _told.Add(wrong);
    }

    public BundleFinding Found(string check, string said) => new(check, _told.ToImmutable(), _count, said);
}
