namespace Supervision.Gateway.Rules;

/// <summary>Paths under which a browser is given pages, with scripts of their own.</summary>
public static class Pages
{
    /// <summary>The dashboard of Orleans, where a host has turned it on.</summary>
    public const string Dashboard = "/dashboard";
}
