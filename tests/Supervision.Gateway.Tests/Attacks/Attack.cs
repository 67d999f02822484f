namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Something that is tried, and what must come of it.</summary>
/// <param name="Prepare">
/// Makes what the attack needs, such as a code that was used already, and gives the attack itself: a request, and the
/// whole answer as text, headers too.
/// </param>
/// <param name="Says">Texts that the answer must hold: a code, or a header.</param>
internal sealed record Attack(
    string Name, Func<Besieged, Task<Func<Task<string>>>> Prepare, int Status, params string[] Says)
{
    public Attack(string name, Func<Besieged, Task<string>> send, int status, params string[] says)
        : this(name, besieged => Task.FromResult(() => send(besieged)), status, says)
    {
    }

    /// <summary>Texts that the answer may not hold.</summary>
    public string[] Never { get; init; } = [];

    /// <summary>How many readings of a dossier are put on record, by who may read it; nothing else ever is.</summary>
    public int Readings { get; init; }
}
