using System.Text.Json;

namespace Supervision.Events;

internal ref partial struct EventScan
{
    /// <summary>
    /// Checks the object that the reader stands at, and appends its canonical form to the scratch; answers where that
    /// is. All faults are found; the answer is of use only when there are none.
    /// </summary>
    public (int Start, int Length) AppendObject(ObjectShape shape)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            RefuseValue("wrong-type", "Must be an object.");
            return default;
        }

        Span<(int Start, int Length)> pieces = stackalloc (int, int)[shape.Members.Length];
        var seen = 0u;
        for (var place = 0; Next() && _reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            Push(StepOfName(place));
            var index = IndexOf(shape);
            if (index < 0)
            {
                RefuseUnknownMember();
            }
            else
            {
                if ((seen & (1u << index)) != 0)
                    Refuse("duplicate-member", "Is given more than once.");

                seen |= 1u << index;
                pieces[index] = AppendMember(shape.Members[index]);
            }

            Pop();
        }

        if (_stopped)
            return default;

        RefuseMissing(shape, seen);
        return Assemble(shape, pieces);
    }

    /// <summary>The member that the reader stands at has no place here: says so, and looks through its value.</summary>
    public void RefuseUnknownMember()
    {
        RefuseName();
        if (Next())
            Walk();
    }

    /// <summary>
    /// Looks through a value that nothing is known of, for names that are forbidden at any depth and for text that is
    /// no text.
    /// </summary>
    public void Walk()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject when Descends():
                for (var place = 0; Next() && _reader.TokenType == JsonTokenType.PropertyName; place++)
                {
                    Push(StepOfName(place));
                    if (MemberNames.IsForbidden(_reader.ValueSpan))
                        RefuseName();
                    if (Next())
                        Walk();
                    Pop();
                }

                break;
            case JsonTokenType.StartArray when Descends():
                for (var index = 0; Next() && _reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    Push(new PathStep { IsItem = true, Index = index });
                    Walk();
                    Pop();
                }

                break;
            case JsonTokenType.String:
                ReadText(out _);
                break;
        }
    }

    private bool Descends()
    {
        if (_reader.CurrentDepth < EventLimits.DepthMax)
            return true;

        Refuse("too-deep", $"An event may nest at most {EventLimits.DepthMax} levels deep.");
        _stopped = true;
        return false;
    }

    private void RefuseName()
    {
        if (MemberNames.IsForbidden(_reader.ValueSpan))
            Refuse("forbidden-member", "A person's origin, name or identity has no place in an event.");
        else
            Refuse("unknown-member", "Is no member that is known here.");
    }

    /// <summary>Refuses the value at hand for what it is, and looks through what is in it.</summary>
    private void RefuseValue(string code, string message)
    {
        Refuse(code, message);
        Walk();
    }

    private readonly int IndexOf(ObjectShape shape)
    {
        var members = shape.Members;
        for (var index = 0; index < members.Length; index++)
        {
            if (IsNamed(members[index].Utf8Name))
                return index;
        }

        return -1;
    }

    // The framework's own comparison throws when a name holds half of a surrogate pair.
    private readonly bool IsNamed(ReadOnlySpan<byte> name)
    {
        var raw = _reader.ValueSpan;
        if (!_reader.ValueIsEscaped)
            return raw.SequenceEqual(name);

        Span<byte> plain = stackalloc byte[MemberNames.LengthMax * 6];
        return raw.Length <= plain.Length
            && JsonText.Unescape(raw, plain, out var length)
            && plain[..length].SequenceEqual(name);
    }

    private void RefuseMissing(ObjectShape shape, uint seen)
    {
        for (var index = 0; index < shape.Members.Length; index++)
        {
            var member = shape.Members[index];
            if (member.IsRequired && (seen & (1u << index)) == 0)
                RefuseAt(member.Name, "missing-member", "Is required.");
        }
    }

    private readonly (int Start, int Length) Assemble(
        ObjectShape shape, ReadOnlySpan<(int Start, int Length)> pieces)
    {
        var start = _scratch.Length;
        var first = true;
        _scratch.Append((byte)'{');
        for (var index = 0; index < pieces.Length; index++)
        {
            if (pieces[index].Length == 0)
                continue;

            if (!first)
                _scratch.Append((byte)',');

            first = false;
            _scratch.Append(shape.Members[index].Prefix);
            _scratch.AppendPart(pieces[index].Start, pieces[index].Length);
        }

        _scratch.Append((byte)'}');
        return (start, _scratch.Length - start);
    }
}
