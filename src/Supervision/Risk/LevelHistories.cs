using Supervision.Models;

namespace Supervision.Risk;

/// <summary>
/// The remembered levels of one referent under each of the models that judge it in turn. A cache: beyond so many models
/// all is forgotten and computed again.
/// </summary>
internal struct LevelHistories
{
    private const int ModelsMax = ModelRegister.ShadowsMax + 2;

    private LevelHistory? _first;
    private List<LevelHistory>? _others;

    public LevelHistory By(RiskModel model)
    {
        if (_first is null || _first.Model == model)
            return _first ??= new LevelHistory(model);

        if (_others?.Find(other => other.Model == model) is { } known)
            return known;

        if (_others?.Count >= ModelsMax - 1)
            (_first, _others) = (null, null);
        var fresh = new LevelHistory(model);
        if (_first is null)
            _first = fresh;
        else
            (_others ??= new List<LevelHistory>(1)).Add(fresh);
        return fresh;
    }

    /// <summary>What is touched from a day on is forgotten under every model.</summary>
    public readonly void ForgetFrom(int day)
    {
        _first?.ForgetFrom(day);
        if (_others is null)
            return;

        foreach (var other in _others)
            other.ForgetFrom(day);
    }
}
