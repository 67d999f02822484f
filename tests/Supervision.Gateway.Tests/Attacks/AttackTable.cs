namespace Supervision.Gateway.Tests.Attacks;

/// <summary>The table of attacks.</summary>
internal static class AttackTable
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. AttacksOnTokens.All, .. AttacksOnSessions.All, .. AttacksOnReplay.All, .. AttacksOnPaths.All,
        .. AttacksOnIds.All, .. AttacksOnMembers.All, .. AttacksOnHeaders.All, .. AttacksOnFraming.All,
        .. AttacksOnContent.All, .. AttacksOnWebhooks.All, .. AttacksOnFiles.All,
    ];
}
