using System.Text;
using System.Text.Json;

namespace Supervision.Events;

internal ref partial struct EventScan
{
    private const string NotText = "Must be a text.";

    /// <summary>Reads the value of a member and appends its canonical form; answers where that is.</summary>
    private (int Start, int Length) AppendMember(MemberShape member)
    {
        if (!Next())
            return default;

        if (_reader.TokenType == JsonTokenType.Null)
        {
            if (member.IsRequired)
                Refuse("wrong-type", "May not be null.");

            return default;
        }

        var start = _scratch.Length;
        switch (member.Kind)
        {
            case MemberKind.Text:
                AppendText(member);
                break;
            case MemberKind.WholeNumber:
                AppendWholeNumber(member);
                break;
            case MemberKind.Fraction:
                AppendFraction(member);
                break;
            case MemberKind.Truth:
                AppendTruth();
                break;
            case MemberKind.Day or MemberKind.Month:
                AppendDay(member);
                break;
            case MemberKind.Word:
                AppendWord(member);
                break;
            case MemberKind.List:
                return AppendList(member);
            case MemberKind.FactData:
                return AppendFactData();
        }

        return (start, _scratch.Length - start);
    }

    /// <summary>
    /// The text at hand, without escapes. Answers false after refusing it: it is no text, or holds what no text may
    /// hold.
    /// </summary>
    public bool ReadText(out ReadOnlySpan<byte> utf8)
    {
        utf8 = _reader.ValueSpan;
        if (_reader.TokenType != JsonTokenType.String)
        {
            RefuseValue("wrong-type", NotText);
            return false;
        }

        if (_reader.ValueIsEscaped)
        {
            var plain = new byte[utf8.Length];
            if (!JsonText.Unescape(utf8, plain, out var length))
            {
                Refuse("lone-surrogate", "Holds half of a surrogate pair, which is no character.");
                return false;
            }

            utf8 = plain.AsSpan(0, length);
        }

        if (!JsonText.HasControl(utf8))
            return true;

        Refuse("control-character", "May not hold control characters.");
        return false;
    }

    private void AppendText(MemberShape member)
    {
        if (!ReadText(out var utf8))
            return;

        var length = JsonText.CharacterCount(utf8);
        if (length > member.LengthMax)
            Refuse("too-long", $"May have at most {member.LengthMax} characters.");
        else if (length < member.LengthMin)
            Refuse("too-short", $"Must have at least {member.LengthMin} characters.");
        else if (member.Pattern is { } pattern && !pattern.IsMatch(Encoding.UTF8.GetString(utf8)))
            Refuse("wrong-form", $"Must be of the form {pattern}");
        else
            _scratch.AppendText(utf8);
    }

    private void AppendWholeNumber(MemberShape member)
    {
        if (_reader.TokenType != JsonTokenType.Number)
            RefuseValue("wrong-type", "Must be a whole number.");
        else if (_reader.ValueSpan.IndexOfAny(".eE"u8) >= 0)
            Refuse("wrong-type", "Must be a whole number, written without fraction or exponent.");
        else if (!_reader.TryGetInt64(out var number) || number < member.WholeMin || number > member.WholeMax)
            Refuse("out-of-range", $"Must be from {member.WholeMin} to {member.WholeMax}.");
        else
            _scratch.Append(number);
    }

    private void AppendFraction(MemberShape member)
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            RefuseValue("wrong-type", "Must be a number.");
        }
        else if (!_reader.TryGetDecimal(out var number) || number < member.FractionMin || number > member.FractionMax)
        {
            Refuse("out-of-range", $"Must be from {member.FractionMin} to {member.FractionMax}.");
        }
        else
        {
            var nearest = CanonicalDecimal.ToDouble(number);
            if (!_reader.TryGetDouble(out var given) || given != nearest)
                Refuse("out-of-range", "Has more digits than can be kept.");
            else
                _scratch.Append(nearest);
        }
    }

    private void AppendTruth()
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            _scratch.Append(_reader.ValueSpan);
        else
            RefuseValue("wrong-type", "Must be true or false.");
    }

    private void AppendDay(MemberShape member)
    {
        var isMonth = member.Kind == MemberKind.Month;
        var form = isMonth ? "yyyy-MM" : "yyyy-MM-dd";
        if (_reader.TokenType != JsonTokenType.String)
        {
            RefuseValue("wrong-type", $"Must be a text of the form {form}.");
            return;
        }

        if (!ReadText(out var text))
            return;

        Span<byte> whole = stackalloc byte[10];
        "0000-00-01"u8.CopyTo(whole);
        var isWhole = text.Length == form.Length;
        if (isWhole)
            text.CopyTo(whole);

        if (!isWhole || !Rfc3339.TryReadDay(whole, out var day))
            Refuse("wrong-form", $"Must be {(isMonth ? "a month" : "a day")} of the calendar, {form}.");
        else if (day < member.DayMin || day > member.DayMax)
            Refuse("out-of-range", $"Must be from {member.DayMin:yyyy-MM-dd} to {member.DayMax:yyyy-MM-dd}.");
        else
            _scratch.AppendText(text);
    }

    private void AppendWord(MemberShape member)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            RefuseValue("wrong-type", "Must be a word of a closed list.");
            return;
        }

        if (!ReadText(out var text))
            return;

        foreach (var word in member.Utf8Words)
        {
            if (text.SequenceEqual(word))
            {
                _scratch.AppendText(word);
                return;
            }
        }

        Refuse("not-in-list", $"Must be one of: {string.Join(", ", member.Words)}.");
    }

    private (int Start, int Length) AppendList(MemberShape member)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            RefuseValue("wrong-type", "Must be a list.");
            return default;
        }

        // Items leave the pieces they were made of behind them, so where each one begins is kept.
        Span<(int Start, int Length)> items = stackalloc (int, int)[member.LengthMax];
        var count = 0;
        for (; Next() && _reader.TokenType != JsonTokenType.EndArray; count++)
        {
            Push(new PathStep { IsItem = true, Index = count });
            var item = AppendObject(member.Item!);
            if (count < items.Length)
                items[count] = item;
            Pop();
        }

        if (count > member.LengthMax)
        {
            Refuse("too-long", $"May have at most {member.LengthMax} items.");
            return default;
        }

        return AssembleList(items[..count]);
    }

    private readonly (int Start, int Length) AssembleList(ReadOnlySpan<(int Start, int Length)> items)
    {
        var start = _scratch.Length;
        _scratch.Append((byte)'[');
        for (var index = 0; index < items.Length; index++)
        {
            if (index > 0)
                _scratch.Append((byte)',');

            _scratch.AppendPart(items[index].Start, items[index].Length);
        }

        _scratch.Append((byte)']');
        return (start, _scratch.Length - start);
    }
}
