using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Supervision.Gateway.Access;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Limits;

/// <summary>Against whose limit a request counts, and which.</summary>
/// <param name="Who">The id of an actor, or an address when nobody proved anything.</param>
internal readonly record struct Caller(string Who, bool IsNobody, Load Load)
{
    private const int NetworkBytes = 8;

    public static Caller Of(HttpContext context)
    {
        if (ActorClaims.Read(context.User) is not { } actor)
            return new Caller(Place(context.Connection.RemoteIpAddress), true, Load.Plain);

        var load = context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Load ?? Load.Plain;
        return new Caller(actor.Id, false, load == Load.Events && IsLines(context.Request) ? Load.EventStream : load);
    }

    /// <summary>The address; of IPv6 the network, of which anybody at home has all addresses.</summary>
    internal static string Place(IPAddress? address)
    {
        if (address is null)
            return "nowhere";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))}::/64"
            : address.ToString();
    }

    private static bool IsLines(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(EventOperations.Lines, StringComparison.OrdinalIgnoreCase);
}
