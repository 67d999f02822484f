namespace Supervision.Features;

/// <summary>
/// The claims of one referent, found by item. One array and chains in it instead of an object for each item: most
/// referents have a few dozen, and there are many referents.
/// </summary>
internal sealed class ItemTable
{
    private const int None = -1;
    private const int KindCount = (int)ClaimKind.Decided + 1;

    /// <summary>So few that looking at all of them is quicker than chains, and takes less room.</summary>
    private const int UnchainedMax = 8;

    private Claim[] _claims = [];
    private int[] _heads = [];

    /// <summary>How many claims of each kind; kept only once there are many.</summary>
    private int[]? _counts;

    public int Count { get; private set; }

    public bool IsFull => Count == _claims.Length;

    public ReadOnlySpan<Claim> All => _claims.AsSpan(0, Count);

    public ClaimEnumerator Of(ulong key) => new(this, key);

    /// <summary>Whether there is room for another claim of a kind.</summary>
    public bool HasRoom(ClaimKind kind, int countMax)
    {
        if (Count < countMax)
            return true;

        if (_counts is null)
        {
            _counts = new int[KindCount];
            for (var i = 0; i < Count; i++)
                _counts[(int)_claims[i].Kind]++;
        }

        return _counts[(int)kind] < countMax;
    }

    /// <summary>The latest claim of a kind about an item.</summary>
    public bool TryLatest(ulong key, ClaimKind kind, out Claim latest)
    {
        latest = default;
        var found = false;
        foreach (ref readonly var claim in Of(key))
        {
            if (claim.Kind != kind || (found && !claim.IsAfter(latest)))
                continue;

            latest = claim;
            found = true;
        }

        return found;
    }

    public void Add(in Claim claim)
    {
        if (Count == _claims.Length)
            Grow();

        _claims[Count] = claim;
        if (_heads.Length > 0)
            Hang(Count);

        Count++;
        if (_counts is not null)
            _counts[(int)claim.Kind]++;
    }

    /// <summary>Takes away what an event claims of an item; false when it claims nothing of that kind.</summary>
    public bool Remove(ulong key, ClaimKind kind, long offset)
    {
        for (var index = First(key); index >= 0; index = NextOf(index, key))
        {
            ref readonly var claim = ref _claims[index];
            if (claim.Kind != kind || claim.Offset != offset)
                continue;

            RemoveAt(index);
            if (_counts is not null)
                _counts[(int)kind]--;
            return true;
        }

        return false;
    }

    /// <summary>Drops the claims that the rule says to; the rest keep their order.</summary>
    public void RemoveAll(Predicate<Claim> isForgotten)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!isForgotten(_claims[i]))
                _claims[kept++] = _claims[i];
        }

        Array.Clear(_claims, kept, Count - kept);
        Count = kept;
        _counts = null;
        Chain();
    }

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(Count);
        for (var i = 0; i < Count; i++)
        {
            ref readonly var claim = ref _claims[i];
            writer.Hash(claim.Key);
            writer.Number((byte)claim.Kind);
            writer.Number(claim.Detail);
            writer.Number(claim.Offset);
            writer.Number(claim.EventDay);
            writer.Number(claim.Day);
            if (claim.Kind is ClaimKind.Submitted or ClaimKind.Paid)
                writer.Number((long)claim.Value);
            else
                writer.Hash(claim.Value);
        }
    }

    public static ItemTable Read(ref StateReader reader)
    {
        var count = reader.Count();
        var table = new ItemTable { _claims = new Claim[count], Count = count };
        for (var i = 0; i < count; i++)
        {
            var key = reader.Hash();
            var kind = (ClaimKind)reader.Number();
            var detail = (byte)reader.Number();
            var offset = reader.Number();
            var eventDay = (int)reader.Number();
            var day = (int)reader.Number();
            var value = kind is ClaimKind.Submitted or ClaimKind.Paid ? (ulong)reader.Number() : reader.Hash();
            table._claims[i] = new Claim(key, offset, value, eventDay, day, kind, detail);
        }

        table.Chain();
        return table;
    }

    private int First(ulong key)
    {
        if (_heads.Length == 0)
            return Find(0, key);

        var index = _heads[Slot(key)];
        while (index >= 0 && _claims[index].Key != key)
            index = _claims[index].Next;

        return index;
    }

    private int NextOf(int index, ulong key)
    {
        if (_heads.Length == 0)
            return Find(index + 1, key);

        do
            index = _claims[index].Next;
        while (index >= 0 && _claims[index].Key != key);

        return index;
    }

    private int Find(int from, ulong key)
    {
        for (var i = from; i < Count; i++)
        {
            if (_claims[i].Key == key)
                return i;
        }

        return None;
    }

    private void RemoveAt(int index)
    {
        var last = Count - 1;
        if (_heads.Length > 0)
        {
            Unhang(index);
            if (last != index)
                Unhang(last);
        }

        _claims[index] = _claims[last];
        _claims[last] = default;
        Count--;
        if (_heads.Length > 0 && last != index)
            Hang(index);
    }

    private int Slot(ulong key) => (int)(key & (uint)(_heads.Length - 1));

    private void Hang(int index)
    {
        ref var head = ref _heads[Slot(_claims[index].Key)];
        _claims[index].Next = head;
        head = index;
    }

    private void Unhang(int index)
    {
        ref var head = ref _heads[Slot(_claims[index].Key)];
        if (head == index)
        {
            head = _claims[index].Next;
            return;
        }

        var before = head;
        while (_claims[before].Next != index)
            before = _claims[before].Next;

        _claims[before].Next = _claims[index].Next;
    }

    private void Grow()
    {
        Array.Resize(ref _claims, Count < UnchainedMax ? Count + 4 : Count + (Count / 5));
        Chain();
    }

    private void Chain()
    {
        if (_claims.Length <= UnchainedMax)
        {
            _heads = [];
            return;
        }

        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_claims.Length) / 4;
        _heads = new int[slots];
        Array.Fill(_heads, None);
        for (var i = 0; i < Count; i++)
            Hang(i);
    }

    /// <summary>Walks the claims of one item; the table must not change meanwhile.</summary>
    internal struct ClaimEnumerator(ItemTable table, ulong key)
    {
        private int _index = -2;

        public readonly ref readonly Claim Current => ref table._claims[_index];

        public readonly ClaimEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            _index = _index == -2 ? table.First(key) : table.NextOf(_index, key);
            return _index >= 0;
        }
    }
}
