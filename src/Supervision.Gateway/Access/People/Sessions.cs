using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Gateway.Access.People;

/// <summary>The sessions of people who signed in on a page, each in a sealed cookie.</summary>
internal sealed class Sessions(UserManager<IdentityUser> users, IOptions<AccountOptions> options, TimeProvider time)
{
    public const string SchemeName = "session";
    public const string CookieName = "supervision";

    private const string AccountClaim = "account";
    private const string StampClaim = "stamp";
    private const string BeganItem = "began";

    /// <summary>Never sent by a browser with a request of another site, and never over an open network.</summary>
    public static void Configure(CookieAuthenticationOptions cookies, AccountOptions options)
    {
        cookies.Cookie = new ClosedCookie { Name = CookieName, SameSite = SameSiteMode.Lax };
        cookies.ExpireTimeSpan = options.SessionIdleMax;
        cookies.SlidingExpiration = true;
        cookies.Events.OnValidatePrincipal = context =>
            context.HttpContext.RequestServices.GetRequiredService<Sessions>().Validate(context);
    }

    /// <summary>
    /// Whether a request brings a session, good or bad; a long one is cut into pieces by the framework.
    /// </summary>
    public static bool IsIn(HttpContext context) => context.Request.Cookies.ContainsKey(CookieName);

    public async Task Begin(HttpContext context, IdentityUser account)
    {
        await users.ResetAccessFailedCountAsync(account);
        var principal = ActorClaims.Principal(await ActorOf(account), SchemeName);
        ((ClaimsIdentity)principal.Identity!).AddClaims(
            [new Claim(AccountClaim, account.Id), new Claim(StampClaim, account.SecurityStamp!)]);
        var properties = new AuthenticationProperties { AllowRefresh = true };
        MarkBegin(properties, time.GetUtcNow());
        await context.SignInAsync(SchemeName, principal, properties);
    }

    /// <summary>Ends the sessions of the person everywhere, also in a copy of the cookie.</summary>
    public async Task End(HttpContext context)
    {
        if (context.User.FindFirstValue(AccountClaim) is { } id && await users.FindByIdAsync(id) is { } account)
            await users.UpdateSecurityStampAsync(account);
        await context.SignOutAsync(SchemeName);
    }

    public static void MarkBegin(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[BeganItem] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static bool IsDisabled(IdentityUser account) => account.LockoutEnd?.Year == DateTimeOffset.MaxValue.Year;

    private async Task<Actor> ActorOf(IdentityUser account) => new(
        AccountNames.ActorId(account.UserName!), ActorKind.Person, account.UserName!,
        [.. (await users.GetClaimsAsync(account))
            .Where(claim => claim.Type == ActorClaims.RoleType)
            .Select(claim => ClosedList<Role>.TryParse(claim.Value, out var role) ? role : (Role?)null)
            .OfType<Role>()]);

    // At every request, so that a change is in force with the next one: a session is rare among requests.
    private async Task Validate(CookieValidatePrincipalContext context)
    {
        if (!await IsGood(context))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SchemeName);
        }
    }

    private async Task<bool> IsGood(CookieValidatePrincipalContext context)
    {
        var id = context.Principal!.FindFirstValue(AccountClaim);
        var longest = id is null ? options.Value.ForeignSessionMax : options.Value.SessionMax;
        if (!context.Properties.Items.TryGetValue(BeganItem, out var began)
            || DateTimeOffset.FromUnixTimeSeconds(long.Parse(began!, CultureInfo.InvariantCulture)) + longest
                <= time.GetUtcNow())
            return false;
        if (id is null)
            return true; // Of a provider, which knows whether the person may still.

        return await users.FindByIdAsync(id) is { } account
            && account.SecurityStamp == context.Principal!.FindFirstValue(StampClaim)
            && !IsDisabled(account);
    }
}
