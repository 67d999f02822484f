using System.Text.Json;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>The rules of <see cref="EscalationJson"/>, with members in the order of RFC 8785: canonical.</summary>
internal static class EscalationJsonOptions
{
    public static JsonSerializerOptions Canonical { get; } =
        FactJsonOptions.CanonicalOf(EscalationJson.Default.Options, EscalationJson.Default);
}
