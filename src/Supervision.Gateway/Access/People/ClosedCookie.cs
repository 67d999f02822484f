using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access.People;

/// <summary>A cookie that scripts cannot read, and that is only sent encrypted except on this machine itself.</summary>
internal sealed class ClosedCookie : CookieBuilder
{
    public ClosedCookie()
    {
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var built = base.Build(context, expiresFrom);
        built.Secure = context.Request.IsHttps || !ThisMachine.IsOf(context);
        return built;
    }
}
