using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Gateway.Access.Providers;

/// <summary>
/// An OpenID Connect provider whose people and services are let in. Without an authority there is none.
/// </summary>
public sealed class ProviderOptions
{
    public const string Section = "Supervision:Access:OpenIdConnect";

    /// <summary>Where the provider is; https, except on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Part of the id by which people of it are recorded (default login); never changed.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9-]{0,15}$")]
    public string Name { get; set; } = "login";

    /// <summary>What the button on the page says.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string DisplayName { get; set; } = "your organisation";

    /// <summary>The audience that tokens for the API must have (default supervision).</summary>
    [Required]
    public string Audience { get; set; } = "supervision";

    /// <summary>The client that this server is to the provider; empty when pages have no such sign-in.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// Its secret; better from the environment or <see cref="ClientSecretFile"/> than from a file in a tree.
    /// </summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A file with the secret and nothing else.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>The claim that holds roles or groups (default roles).</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>
    /// Which value of that claim gives which role: <c>Roles:group-17=supervisor</c>. Others give none.
    /// </summary>
    public Dictionary<string, string> Roles { get; } = [];

    /// <summary>
    /// A claim that the provider gives people and no services (default auth_time). A token without it is of a service,
    /// which can decide nothing.
    /// </summary>
    [Required]
    public string PersonClaim { get; set; } = "auth_time";

    /// <summary>How tokens may be signed; never by a shared secret, never not at all.</summary>
    [MinLength(1)]
    public string[] Algorithms { get; set; } = ["RS256", "PS256", "ES256"];

    public bool IsConfigured => Authority.Length > 0;

    public bool HasPages => IsConfigured && ClientId.Length > 0;

    internal bool IsLocal => Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.IsLoopback;

    internal string Secret => ClientSecretFile.Length > 0 ? File.ReadAllText(ClientSecretFile).Trim() : ClientSecret;

    /// <summary>Why it cannot work; null when it can.</summary>
    internal string? Wrong() => this switch
    {
        { IsConfigured: false } => null,
        { IsLocal: false } when !Authority.StartsWith("https://", StringComparison.Ordinal) =>
            $"{Section}:{nameof(Authority)} must be an https address.",
        _ when Algorithms.Any(name => name is not ['R' or 'P' or 'E', 'S', ..]) =>
            $"{Section}:{nameof(Algorithms)} takes asymmetric algorithms alone, such as RS256.",
        _ when Roles.Values.Any(role => !ClosedList<Role>.TryParse(role, out _)) =>
            $"{Section}:{nameof(Roles)} gives a role that there is not.",
        _ => null,
    };
}

/// <summary>Refuses options that could not work, at start.</summary>
[OptionsValidator]
public sealed partial class ProviderOptionsValidator : IValidateOptions<ProviderOptions>;
