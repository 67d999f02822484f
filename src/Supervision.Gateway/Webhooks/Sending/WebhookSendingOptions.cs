using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks.Sending;

/// <summary>Where messages to subscribers may go, and how long one may take.</summary>
public sealed class WebhookSendingOptions : IValidatableObject
{
    public const string Section = "Supervision:Webhooks:Sending";

    /// <summary>Whether a subscriber may be without TLS (default no).</summary>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Networks besides the internet that subscribers may be in, such as 10.1.0.0/16 (default none).
    /// </summary>
    [MaxLength(50)]
    public string[] AllowedNetworks { get; set; } = [];

    /// <summary>How long it may take to connect, send and be answered (default 10 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal AddressGuard Guard => new([.. AllowedNetworks.Select(network => IPNetwork.Parse(network))]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllowedNetworks.Any(network => !IPNetwork.TryParse(network, out _)))
            yield return new ValidationResult(
                $"{Section}:{nameof(AllowedNetworks)} takes networks: 10.0.0.0/8, or 10.0.0.7/32 for one address.",
                [nameof(AllowedNetworks)]);
    }
}

/// <summary>Checks <see cref="WebhookSendingOptions"/> at the start.</summary>
[OptionsValidator]
public sealed partial class WebhookSendingOptionsValidator : IValidateOptions<WebhookSendingOptions>;
