using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Supervision.Gateway.Access.Pages;
using Supervision.Gateway.Access.People;

namespace Supervision.Gateway.Access.Providers;

/// <summary>
/// Lets in whom a configured OpenID Connect provider vouches for: by token, and by a button on the page.
/// </summary>
public static class Hosting
{
    private const string BearerScheme = "token";
    private const string PageScheme = "provider";
    private const string StartPath = "/sign-in/provider";
    private const string CallbackPath = "/sign-in/provider/callback";

    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Why the configuration of the provider cannot work; null when it can, or there is none.</summary>
    public static string? WrongWithProvider(this IConfiguration configuration) => Read(configuration).Wrong();

    /// <summary>Refuses tokens when no provider is configured.</summary>
    public static IServiceCollection AddSupervisionProvider(
        this IServiceCollection services, IConfiguration configuration)
    {
        var provider = Read(configuration);
        services.AddOptions<ProviderOptions>().BindConfiguration(ProviderOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProviderOptions>, ProviderOptionsValidator>();
        if (!provider.IsConfigured)
        {
            // A token comes before a key; one that nobody can judge is no reason to look at what comes beside it.
            return services.AddEntrance(new Entrance(NoCredentials.SchemeName, 10, BringsToken, Challenge: null));
        }

        services.AddSingleton<ForeignActors>();
        services.AddAuthentication().AddJwtBearer(BearerScheme, bearer => Configure(bearer, provider));
        services.AddEntrance(new Entrance(BearerScheme, 10, BringsToken, Challenges.Bearer));
        if (!provider.HasPages)
            return services;

        services.AddAuthentication().AddOpenIdConnect(PageScheme, page => Configure(page, provider));
        services.AddSingleton(new OtherSignIn(provider.DisplayName, StartPath));
        return services;
    }

    /// <summary>Where signing in with the provider starts, when it has pages.</summary>
    public static IEndpointRouteBuilder MapSupervisionProvider(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<OtherSignIn>() is not null)
            routes.MapPage("GET", StartPath, Start, AccessRule.Open);
        return routes;
    }

    private static IResult Start(HttpContext context) => Results.Challenge(
        new AuthenticationProperties { RedirectUri = ReturnPath.Of(context.Request.Query[ReturnPath.Key].ToString()) },
        [PageScheme]);

    private static ProviderOptions Read(IConfiguration configuration) =>
        configuration.GetSection(ProviderOptions.Section).Get<ProviderOptions>() ?? new ProviderOptions();

    private static bool BringsToken(HttpContext context) =>
        context.Request.Headers.Authorization.Any(credentials =>
            credentials?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ?? false);

    private static void Configure(JwtBearerOptions bearer, ProviderOptions provider)
    {
        bearer.Authority = provider.Authority;
        bearer.RequireHttpsMetadata = !provider.IsLocal;
        bearer.BackchannelTimeout = Patience;
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = Validation(provider, provider.Audience);
        // An id token proves something to a page and nothing to the API, even where both have one audience.
        bearer.TokenValidationParameters.ValidTypes = ["at+jwt", "application/at+jwt", "JWT"];
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var actor = context.HttpContext.RequestServices.GetRequiredService<ForeignActors>()
                    .Of(context.Principal!, isPerson: false);
                if (actor is null || context.Principal!.HasClaim(claim => claim.Type == "nonce"))
                    context.Fail("The token names nobody who could be recorded, or is no token for an API.");
                else
                    context.Principal = ActorClaims.Principal(actor, BearerScheme);
                return Task.CompletedTask;
            },
        };
    }

    private static void Configure(OpenIdConnectOptions page, ProviderOptions provider)
    {
        page.Authority = provider.Authority;
        page.RequireHttpsMetadata = !provider.IsLocal;
        page.BackchannelTimeout = Patience;
        page.ClientId = provider.ClientId;
        page.ClientSecret = provider.Secret is { Length: > 0 } secret ? secret : null;
        page.ResponseType = OpenIdConnectResponseType.Code;
        // As a query, so that the cookies of the way there need not be sent with requests of other sites.
        page.ResponseMode = OpenIdConnectResponseMode.Query;
        page.UsePkce = true;
        page.CallbackPath = CallbackPath;
        page.SignInScheme = Sessions.SchemeName;
        page.MapInboundClaims = false;
        page.SaveTokens = false;
        page.Scope.Clear();
        page.Scope.Add("openid");
        page.Scope.Add("profile");
        page.TokenValidationParameters = Validation(provider, provider.ClientId);
        page.CorrelationCookie = new ClosedCookie { Name = "supervision-way.", SameSite = SameSiteMode.Lax };
        page.NonceCookie = new ClosedCookie { Name = "supervision-once.", SameSite = SameSiteMode.Lax };
        page.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = SignedIn,
            OnRemoteFailure = context =>
            {
                context.Response.Redirect($"{SignInPages.Path}?{SignInPages.FailedKey}=1");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }

    private static Task SignedIn(Microsoft.AspNetCore.Authentication.OpenIdConnect.TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (services.GetRequiredService<ForeignActors>().Of(context.Principal!, isPerson: true) is not { } actor)
        {
            context.Fail("The provider names nobody who could be recorded.");
            return Task.CompletedTask;
        }

        context.Principal = ActorClaims.Principal(actor, Sessions.SchemeName);
        Sessions.MarkBegin(context.Properties!, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return Task.CompletedTask;
    }

    private static TokenValidationParameters Validation(ProviderOptions provider, string audience) => new()
    {
        ValidAudience = audience,
        ValidateAudience = true,
        ValidateIssuer = true,
        ValidateIssuerSigningKey = true,
        ValidAlgorithms = provider.Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = ClocksApart,
        NameClaimType = ActorClaims.NameType,
        RoleClaimType = provider.RoleClaim,
    };
}
