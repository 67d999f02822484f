namespace Supervision.Gateway.Tests.Attacks;

/// <summary>
/// Over real HTTP on a whole server: each row is answered as it should be, shows nothing of a dossier, and leaves
/// nothing behind. What the table leaves to tests beside it is in <c>docs/threats.md</c>.
/// </summary>
public sealed class An_attack(Besieged besieged) : IClassFixture<Besieged>
{
    public static TheoryData<string> Names => [.. AttackTable.All.Select(attack => attack.Name)];

    [Fact]
    public void Is_of_at_least_a_hundred_kinds() =>
        Assert.True(AttackTable.All.DistinctBy(attack => attack.Name).Count() >= 100);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_answered_and_leaves_nothing_behind(string name)
    {
        var attack = AttackTable.All.Single(attack => attack.Name == name);
        var send = await attack.Prepare(besieged);
        var standing = await besieged.Standing();
        var facts = await besieged.Facts();

        var answer = await send();

        Assert.True(
            answer.StartsWith($"HTTP/1.1 {attack.Status}", StringComparison.Ordinal), $"{attack.Status}? {answer}");
        Assert.All(attack.Says, text => Assert.Contains(text, answer, StringComparison.Ordinal));
        Assert.All(attack.Never, text => Assert.DoesNotContain(text, answer, StringComparison.OrdinalIgnoreCase));
        if (attack.Readings == 0)
            Assert.DoesNotContain(Besieged.Canary, answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(facts + attack.Readings, await besieged.Facts());
        Assert.Equal(standing, await besieged.Standing());
    }
}
