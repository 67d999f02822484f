using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access;

/// <summary>The ways in, in the order in which a request is looked at.</summary>
internal sealed class Entrances(IEnumerable<Entrance> all)
{
    private readonly ImmutableArray<Entrance> _all = [.. all.OrderBy(entrance => entrance.Order)];

    /// <summary>The one whose credentials the request brings.</summary>
    public Entrance? Of(HttpContext context)
    {
        foreach (var entrance in _all)
        {
            if (entrance.Carries(context))
                return entrance;
        }

        return null;
    }
}
