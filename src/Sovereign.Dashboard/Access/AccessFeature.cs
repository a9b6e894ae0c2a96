using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Access;

/// <summary>Sign-in, tokens, permissions: who may do what.</summary>
public static class AccessFeature
{
    // Picks the token when one is shown and the cookie otherwise.
    private const string TokenOrCookie = "TokenOrCookie";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<MayVisit>(scope => scope.GetRequiredService<CurrentPerson>().May);
        services.AddSingleton<PeopleQueries>().AddSingleton<AddPerson>().AddSingleton<IssueToken>().AddSingleton<RevokeToken>().AddSingleton<ErasePerson>();
        services.AddSingleton<TokenQueries>().AddSingleton<ShownOnce>();
        services.AddSingleton<DemoPeople>().AddSingleton<DecoyPassword>().AddSingleton<RefusalLog>();
        services.AddScoped<SignIn>().AddScoped<SignOut>().AddScoped<ChangePassword>();
        services.AddSingleton<SharedKeys>();
        services.AddDataProtection().SetApplicationName("sovereign-dashboard").PersistKeysToDbContext<PortalDb>();
        AddIdentity(services);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, PermissionAnswers>();
        return services;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddAuthentication(TokenOrCookie)
            .AddPolicyScheme(TokenOrCookie, null, scheme => scheme.ForwardDefaultSelector = context =>
                ApiTokenScheme.IsUsedBy(context.Request) ? ApiTokenScheme.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenScheme>(ApiTokenScheme.Name, null)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = "sov-session";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
                // A page that explains a fault opens nothing, and must not ask a database that is away who is signed in.
                cookie.Events.OnValidatePrincipal = session => session.HttpContext.Features.Get<IExceptionHandlerFeature>() is null
                    ? SecurityStampValidator.ValidatePrincipalAsync(session)
                    : Task.CompletedTask;
            })
            // Nothing is kept in it. Identity signs out of it whenever it ends a session, and would fail without it.
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme);
        services.AddIdentityCore<Person>(identity =>
            {
                // Names are addresses and were checked when the person was added; Identity must not refuse to count a failure for one.
                identity.User.AllowedUserNameCharacters = "";
                identity.Lockout.MaxFailedAccessAttempts = SignIn.FailuresUntilLocked;
                identity.Lockout.DefaultLockoutTimeSpan = SignIn.LockedFor;
            })
            .AddSignInManager();
        services.AddScoped<IUserStore<Person>, UserOnlyStore<Person, PortalDb, Guid>>();
        services.AddScoped<IUserClaimsPrincipalFactory<Person>, PersonPrincipals>();
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        // A role that is taken away, or a password that changes, ends what a cookie can do within this time.
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.FromMinutes(1));
    }

    /// <summary>Authentication and authorization, and the refusal of other sites' writes before both.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseSameOriginWrites().UseAuthentication().UseAuthorization();

    public static void MapAccess(this IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out", async (HttpContext context, IAntiforgery antiforgery, SignOut signOut) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
                await signOut.RunAsync(context.RequestAborted);
                return Results.LocalRedirect(LocalUrl.Home);
            })
            .RequirePermission(Permissions.OwnAccount)
            .ExcludeFromDescription();
}
