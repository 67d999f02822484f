namespace Supervision.Gateway.Tests.Attacks;

/// <summary>
/// The table of attacks. There are no webhooks, so that no address inside the network can be given to this server to
/// call; when there are, their rows belong here.
/// </summary>
internal static class AttackTable
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. AttacksOnTokens.All, .. AttacksOnSessions.All, .. AttacksOnReplay.All, .. AttacksOnPaths.All,
        .. AttacksOnIds.All, .. AttacksOnMembers.All, .. AttacksOnHeaders.All, .. AttacksOnFraming.All,
        .. AttacksOnContent.All, .. AttacksOnFiles.All,
    ];
}
