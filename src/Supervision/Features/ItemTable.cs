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

    private Link[] _links = [];
    private int[] _heads = [];

    private struct Link(Claim claim, int next)
    {
        public Claim Claim = claim;
        public int Next = next;
    }

    /// <summary>How many claims of each kind; kept only once there are many.</summary>
    private int[]? _counts;

    public int Count { get; private set; }

    public bool IsFull => Count == _links.Length;

    public ReadOnlySpan<Claim> All
    {
        get
        {
            var claims = new Claim[Count];
            for (var i = 0; i < Count; i++)
                claims[i] = _links[i].Claim;

            return claims;
        }
    }

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
                _counts[(int)_links[i].Claim.Kind]++;
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
        if (Count == _links.Length)
            Grow();

        _links[Count] = new Link(claim, None);
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
            ref readonly var claim = ref _links[index].Claim;
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
            if (!isForgotten(_links[i].Claim))
                _links[kept++] = _links[i];
        }

        Array.Clear(_links, kept, Count - kept);
        Count = kept;
        _counts = null;
        Chain();
    }

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(Count);
        for (var i = 0; i < Count; i++)
        {
            ref readonly var claim = ref _links[i].Claim;
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
        var table = new ItemTable { _links = new Link[count], Count = count };
        for (var i = 0; i < count; i++)
        {
            var key = reader.Hash();
            var kind = (ClaimKind)reader.Number();
            var detail = (byte)reader.Number();
            var offset = reader.Number();
            var eventDay = (int)reader.Number();
            var day = (int)reader.Number();
            var value = kind is ClaimKind.Submitted or ClaimKind.Paid ? (ulong)reader.Number() : reader.Hash();
            table._links[i] = new Link(new Claim(key, offset, value, eventDay, day, kind, detail), None);
        }

        table.Chain();
        return table;
    }

    private int First(ulong key)
    {
        if (_heads.Length == 0)
            return Find(0, key);

        var index = _heads[Slot(key)];
        while (index >= 0 && _links[index].Claim.Key != key)
            index = _links[index].Next;

        return index;
    }

    private int NextOf(int index, ulong key)
    {
        if (_heads.Length == 0)
            return Find(index + 1, key);

        do
            index = _links[index].Next;
        while (index >= 0 && _links[index].Claim.Key != key);

        return index;
    }

    private int Find(int from, ulong key)
    {
        for (var i = from; i < Count; i++)
        {
            if (_links[i].Claim.Key == key)
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

        _links[index] = _links[last];
        _links[last] = default;
        Count--;
        if (_heads.Length > 0 && last != index)
            Hang(index);
    }

    private int Slot(ulong key) => (int)(key & (uint)(_heads.Length - 1));

    private void Hang(int index)
    {
        ref var head = ref _heads[Slot(_links[index].Claim.Key)];
        _links[index].Next = head;
        head = index;
    }

    private void Unhang(int index)
    {
        ref var link = ref _heads[Slot(_links[index].Claim.Key)];
        while (link != index)
            link = ref _links[link].Next;

        link = _links[index].Next;
    }

    private void Grow()
    {
        Array.Resize(ref _links, Count < UnchainedMax ? Count + 4 : Count + (Count / 2));
        Chain();
    }

    private void Chain()
    {
        if (_links.Length <= UnchainedMax)
        {
            _heads = [];
            return;
        }

        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_links.Length) / 2;
        _heads = new int[slots];
        Array.Fill(_heads, None);
        for (var i = 0; i < Count; i++)
            Hang(i);
    }

    /// <summary>Walks the claims of one item; the table must not change meanwhile.</summary>
    internal struct ClaimEnumerator(ItemTable table, ulong key)
    {
        private int _index = -2;

        public readonly ref readonly Claim Current => ref table._links[_index].Claim;

        public readonly ClaimEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            _index = _index == -2 ? table.First(key) : table.NextOf(_index, key);
            return _index >= 0;
        }
    }
}
