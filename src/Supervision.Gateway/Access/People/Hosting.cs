using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Supervision.Access.Changes;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.Access.Pages;

namespace Supervision.Gateway.Access.People;

/// <summary>Lets people sign in on pages, with accounts of this server or of a provider.</summary>
public static class Hosting
{
    /// <summary>The store of accounts and their directory must be registered by the host.</summary>
    public static IServiceCollection AddSupervisionPeople(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddIdentityCore<IdentityUser>().AddDefaultTokenProviders();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>(Configure);
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountOptions>>((hasher, options) =>
            hasher.IterationCount = options.Value.PasswordRounds);
        services.AddAuthentication().AddCookie(Sessions.SchemeName, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(Sessions.SchemeName)
            .Configure<IOptions<AccountOptions>>((cookies, options) => Sessions.Configure(cookies, options.Value));
        services.AddAntiforgery(Configure);
        services.AddEntrance(new Entrance(
            Sessions.SchemeName, 100, Sessions.IsIn,
            $"Cookie realm=\"supervision\", form-action=\"{SignInPages.Path}\", cookie-name=\"{Sessions.CookieName}\"",
            IsAmbient: true));
        services.TryAddSingleton<AccessRecorder>();
        services.AddHostedService<NotesToLog>();
        services.AddSingleton<NobodysPassword>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<Forms>();
        services.AddScoped<Passwords>();
        services.AddScoped<WrongTries>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<SetUpLinks>();
        services.AddScoped<Sessions>();
        services.AddScoped<Steps>();
        return services;
    }

    /// <summary>The pages, and the operations on people.</summary>
    public static IEndpointRouteBuilder MapSupervisionPeople(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapPeople();
        v1.MapAccessChanges();
        routes.MapSignIn();
        routes.MapSetUp();
        routes.MapSecondFactor();
        routes.MapAccount();
        return routes;
    }

    /// <summary>
    /// Path and query of the link that makes the first administrator; null once anybody has an account.
    /// </summary>
    public static async Task<string?> MakeFirstSetUpLink(
        this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SetUpLinks>().MakeFirst(cancellation);
    }

    /// <summary>
    /// A new link for an account, whose sessions end; null when there is no such. Whoever has the machine may let in
    /// whom they will, so a disabled account is enabled, and its password from before no longer holds.
    /// </summary>
    public static async Task<MadeSetUpLink?> MakeSetUpLink(
        this IServiceProvider services, string name, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        if (!AccountNames.IsName(name) || await users.FindByNameAsync(name) is not { } account)
            return null;

        var links = scope.ServiceProvider.GetRequiredService<SetUpLinks>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = AccountNames.ActorId(account.UserName!);
        var wasDisabled = Sessions.IsDisabled(account);
        if (wasDisabled)
        {
            await Note(new AccessChanged(AccessChange.AccountEnabled, AccessChangers.CommandLine, id));
            if (account.PasswordHash is not null)
                Must(await users.RemovePasswordAsync(account));
            Must(await users.SetLockoutEndDateAsync(account, null));
        }

        await Note(new AccessChanged(
            AccessChange.LinkMade, AccessChangers.CommandLine, id, Until: links.ExpiryOf(now)));
        Must(await users.UpdateSecurityStampAsync(account));
        return new MadeSetUpLink((await links.Make(account.Id, cancellation)).Link, wasDisabled);

        Task Note(AccessChanged change) => scope.ServiceProvider.GetRequiredService<IAccessNotes>().Add(
            new AccessNote(Guid.CreateVersion7(now).ToString("N"), now, change), cancellation);
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(
                "An account could not be kept: " + string.Join(", ", result.Errors.Select(error => error.Code)));
    }

    private static void Configure(IdentityOptions identity, IOptions<AccountOptions> options)
    {
        identity.Password.RequiredLength = options.Value.PasswordLengthMin;
        identity.Password.RequiredUniqueChars = 5;
        // Length is what counts; rules about kinds of characters make passwords worse.
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.AllowedForNewUsers = true;
        identity.Lockout.MaxFailedAccessAttempts = options.Value.FailuresMax;
        identity.Lockout.DefaultLockoutTimeSpan = options.Value.LockedFor;
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    }

    private static void Configure(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie = new ClosedCookie { Name = "supervision-form", SameSite = SameSiteMode.Strict };
        antiforgery.SuppressXFrameOptionsHeader = true; // Said of every answer, and more strictly.
    }
}

/// <summary>A set-up link that was made for whoever has the machine.</summary>
/// <param name="Link">Path and query.</param>
/// <param name="WasDisabled">Whether the account was disabled until then.</param>
public sealed record MadeSetUpLink(string Link, bool WasDisabled);
