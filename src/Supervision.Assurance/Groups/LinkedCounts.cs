namespace Supervision.Assurance.Groups;

/// <summary>
/// Counts with sums among them, and which of them must stay unsaid so that no small one can be worked out.
/// </summary>
/// <remarks>
/// <code>
/// primary:   a count with 0 &lt; n &lt; 10
/// secondary: in each sum, until no single count of it is unsaid, and the unsaid parts of a total that is said hold
///            at least 10; the smallest part that is said goes first, then the total, then what is marked as dear
/// audit:     a small count that all sums together determine (a row with one unknown in their reduced echelon form)
///            takes the smallest said count of its sums with it; then from the start
/// </code>
/// n: cases. Source: Hundepool, A. et al. (2012), Statistical Disclosure Control, Wiley, sections 4.2.1 and 4.3; the
/// bound of ten is that of Statistics Netherlands. Empty counts are said: that nobody is there tells of nobody. The
/// order in which sums are added is that in which they are closed: first what should lose first. Protects against any
/// subtraction, also through many sums up to <see cref="AuditedMax"/> unsaid counts; not against the bounds that
/// follow from counts not being negative, nor against one who knows a member.
/// </remarks>
public sealed class LinkedCounts
{
    /// <summary>Above so many unsaid counts there is no audit, which costs their square times the sums.</summary>
    public const int AuditedMax = 2_000;

    private readonly List<long> _counts = [];
    private readonly List<bool> _hidden = [];
    private readonly List<bool> _decided = [];
    private readonly List<bool> _dear = [];
    private readonly List<int[]> _sums = [];

    /// <summary>Adds a count of which it is still to be decided whether it may be said; its number.</summary>
    /// <param name="isDear">Whether others are to be kept back before it.</param>
    public int Add(long count, bool isDear = false) =>
        Add(count, count is > 0 and < Suppression.Least, isDecided: false, isDear);

    /// <summary>Adds a count that is said, or is not, whatever else is; its number.</summary>
    public int AddDecided(long count, bool isSaid) => Add(count, !isSaid && count > 0, isDecided: true, isDear: false);

    /// <summary>Says that one count is the sum of others.</summary>
    public void AddSum(int total, params ReadOnlySpan<int> parts)
    {
        var sum = 0L;
        foreach (var part in parts)
            sum += _counts[part];
        ArgumentOutOfRangeException.ThrowIfNotEqual(sum, _counts[total], nameof(parts));
        _sums.Add([total, .. parts]);
    }

    public long Count(int count) => _counts[count];

    /// <summary>Whether a count may be said, once <see cref="Protect"/> has decided.</summary>
    public bool Says(int count) => !_hidden[count];

    /// <summary>Decides which counts may be said.</summary>
    public void Protect()
    {
        while (_sums.Any(Settle))
        {
        }

        // Each pass hides at least one count more or is the last, so there are no more passes than counts.
        bool more;
        do
        {
            more = false;
            foreach (var sum in _sums)
                more |= Close(sum);
            more = more || HideBesideDetermined();
        }
        while (more);
    }

    private int Add(long count, bool isHidden, bool isDecided, bool isDear)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts.Add(count);
        _hidden.Add(isHidden);
        _decided.Add(isDecided);
        _dear.Add(isDear);
        return _counts.Count - 1;
    }

    /// <summary>What follows from counts that are said in any case is said as well; whether there was any.</summary>
    private bool Settle(int[] sum)
    {
        int[] open = [.. sum.Where(count => _counts[count] > 0 && (_hidden[count] || !_decided[count]))];
        if (open is not [var last] || !sum.All(count => count == last || _counts[count] == 0 || IsKnown(count)))
            return false;

        (_hidden[last], _decided[last]) = (false, true);
        return true;
    }

    private bool IsKnown(int count) => _decided[count] && !_hidden[count];

    private bool Close(int[] sum)
    {
        var changed = false;
        while (IsOpen(sum) && HideOneOf(sum))
            changed = true;
        return changed;
    }

    /// <summary>Whether what is said of one sum gives a count away, or parts that are too few together.</summary>
    private bool IsOpen(int[] sum)
    {
        var (unsaid, parts) = (_hidden[sum[0]] ? 1 : 0, 0L);
        foreach (var part in sum.AsSpan(1))
        {
            if (!_hidden[part])
                continue;

            unsaid++;
            parts += _counts[part];
        }

        return unsaid == 1 || (unsaid > 1 && !_hidden[sum[0]] && parts < Suppression.Least);
    }

    /// <summary>Hides what is least missed; false when all that is said must be.</summary>
    private bool HideOneOf(int[] sum)
    {
        int[] hideable = [.. sum.Where(MayHide)];
        if (hideable.Length == 0)
            return false;

        // The smallest part, the total after all parts, and what is dear after both.
        _hidden[hideable.MinBy(count => (_dear[count], count == sum[0], _counts[count]))] = true;
        return true;
    }

    private bool MayHide(int count) => !_hidden[count] && !_decided[count] && _counts[count] > 0;

    private bool HideBesideDetermined()
    {
        var changed = false;
        if (_hidden.Count(hidden => hidden) > AuditedMax)
            return false;

        foreach (var count in DeterminedCounts.Of(_sums, count => _hidden[count]))
        {
            if (_counts[count] >= Suppression.Least)
                continue;

            foreach (var sum in _sums.Where(sum => sum.Contains(count)))
            {
                if (!HideOneOf(sum))
                    continue;

                changed = true;
                break;
            }
        }

        return changed;
    }
}
