namespace Supervision.Risk;

/// <summary>
/// The levels of past days before cooldown, of one referent under one model, kept between assessments so that an event
/// of today costs one evaluation. A cache: what it forgets is computed again.
/// </summary>
internal sealed class LevelHistory(RiskModel model)
{
    private readonly byte[] _levels = new byte[model.Document.CooldownDays + 1];
    private int _latest = int.MinValue;

    public RiskModel Model { get; } = model;

    /// <summary>Forgets the days from one on.</summary>
    public void ForgetFrom(int day)
    {
        if (_latest == int.MinValue || day > _latest)
            return;

        for (var forgotten = Math.Max(day, _latest - _levels.Length + 1); forgotten <= _latest; forgotten++)
            _levels[Slot(forgotten)] = 0;
    }

    /// <summary>Makes room for the days up to this one; going back in time forgets all.</summary>
    public void MoveTo(int day)
    {
        if (day < _latest || (long)day - _latest >= _levels.Length)
        {
            Array.Clear(_levels);
        }
        else
        {
            for (var next = _latest + 1; next <= day; next++)
                _levels[Slot(next)] = 0;
        }

        _latest = day;
    }

    /// <summary>The level of a day from the latest back over the cooldown; none when it is not known.</summary>
    public RiskLevel this[int day]
    {
        get => (RiskLevel)_levels[Slot(day)];
        set => _levels[Slot(day)] = (byte)value;
    }

    private int Slot(int day) => day % _levels.Length;
}
