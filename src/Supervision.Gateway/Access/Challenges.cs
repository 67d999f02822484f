namespace Supervision.Gateway.Access;

/// <summary>What a 401 says of the ways in.</summary>
internal static class Challenges
{
    public const string Bearer = "Bearer realm=\"supervision\"";
}
