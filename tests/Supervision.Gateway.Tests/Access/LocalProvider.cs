using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Supervision.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Gateway.Tests.Access;

/// <summary>A real OpenID Connect provider (OpenIddict) on loopback, where one person is always signed in.</summary>
public sealed class LocalProvider : IAsyncLifetime
{
    public const string Client = "supervision-pages";
    public const string ServiceClient = "case-system";
    public const string Secret = "a-secret-of-tests";
    public const string Audience = "supervision";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly string _folder = Directory.CreateTempSubdirectory("provider-").FullName;
    private WebApplication _application = null!;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePorts.One()}/");

    public RsaSecurityKey Key => new(_rsa) { KeyId = "of-tests" };

    /// <summary>The groups of the person who is signed in there.</summary>
    public string[] Groups { get; set; } = ["group-supervisor"];

    public Dictionary<string, string?> Configuration()
    {
        const string section = "Supervision:Access:OpenIdConnect";
        var said = new Dictionary<string, string?>
        {
            [$"{section}:Authority"] = Address.ToString(),
            [$"{section}:ClientId"] = Client,
            [$"{section}:ClientSecret"] = Secret,
            [$"{section}:DisplayName"] = "the test provider",
        };
        foreach (var role in Enum.GetValues<Supervision.Access.Role>())
        {
            var word = Supervision.Facts.ClosedList<Supervision.Access.Role>.WordFor(role);
            said[$"{section}:Roles:group-{word}"] = word;
        }

        return said;
    }

    /// <summary>A token as the provider would sign it, with anything in it changed.</summary>
    public string Token(
        string subject, IEnumerable<string> groups, bool isPerson = true, string? audience = null,
        string? issuer = null, TimeSpan? age = null, SigningCredentials? signing = null, string type = "at+jwt")
    {
        var now = DateTime.UtcNow - (age ?? TimeSpan.Zero);
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["roles"] = groups.ToArray() };
        if (isPerson)
            claims["auth_time"] = new DateTimeOffset(now).ToUnixTimeSeconds();
        var writer = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address.ToString(),
            Audience = audience ?? Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = claims,
            TokenType = type,
            SigningCredentials = signing ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString().TrimEnd('/'));
        builder.Services.AddDbContext<ProviderContext>(context =>
            context.UseSqlite($"Data Source={Path.Combine(_folder, "provider.db")};Pooling=False").UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderContext>())
            .AddServer(server =>
            {
                server.SetIssuer(Address).SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
                server.AllowAuthorizationCodeFlow().AllowClientCredentialsFlow();
                server.RequireProofKeyForCodeExchange();
                server.RegisterScopes("profile");
                server.AddSigningKey(Key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                    .DisableTransportSecurityRequirement();
            });
        _application = builder.Build();
        _application.UseAuthentication();
        _application.MapGet("/authorize", Authorize);
        _application.MapPost("/token", (Delegate)Exchange);
        await using (var scope = _application.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ProviderContext>().Database.EnsureCreatedAsync();
        }

        await _application.StartAsync();
    }

    public async Task Register(Uri relying)
    {
        await using var scope = _application.Services.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = Client,
            ClientSecret = Secret,
            RedirectUris = { new Uri(relying, "/sign-in/provider/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        });
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ServiceClient,
            ClientSecret = Secret,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        });
    }

    /// <summary>A token that the provider gives a service for its secret.</summary>
    public async Task<string> TokenOfService()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsync("/token", new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", ServiceClient), new("client_secret", Secret),
        ]));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return System.Text.Json.JsonElement.Parse(body).GetProperty("access_token").GetString()!;
    }

    public async Task DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _rsa.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IResult Authorize(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        return SignIn("a-person", request.GetScopes());
    }

    private async Task<IResult> Exchange(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
            return SignIn(request.ClientId!, []);

        var granted = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(granted.Principal!, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private IResult SignIn(string subject, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject).SetClaim(Claims.Name, "A. Person");
        foreach (var group in Groups)
            identity.AddClaim(new Claim("roles", group));
        identity.SetScopes(scopes).SetResources(Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(
            new ClaimsPrincipal(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>What the provider keeps.</summary>
    public sealed class ProviderContext(DbContextOptions<ProviderContext> options) : DbContext(options);
}
