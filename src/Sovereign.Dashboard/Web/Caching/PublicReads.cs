using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Web.Display;

namespace Sovereign.Dashboard.Web.Caching;

/// <summary>
/// Answers public reads from what was answered before, while nothing was published since: 304 to whoever has the page, a kept answer to whoever asks for the same.
/// Answers are compressed once and kept compressed.
/// </summary>
public sealed class PublicReads(RequestDelegate next, ReleaseIdentity release, DataVersion dataVersion, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    /// <summary>Longest path with query that is kept, in characters; pages that lead to a longer one are made each time.</summary>
    internal const int LongestAddress = 512;

    private const int LongestAccept = 256;

    private readonly string sessionCookie = cookies.Get(IdentityConstants.ApplicationScheme).Cookie.Name!;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsPublic(context))
        {
            await next(context);
            return;
        }

        var read = await ReadAsync(context);
        context.Features.Set(read);
        // The compression behind reads the header for itself; the framework's cache would answer 304 by the clock, and clocks differ between nodes.
        context.Request.Headers.AcceptEncoding = read.Coding.Token();
        context.Request.Headers.IfModifiedSince = default;
        if (read.Tag is { } tag)
        {
            if (Has(context.Request, tag))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                context.Response.Headers.ETag = tag;
                AppendVary(context.Response);
                return;
            }

            context.Response.OnStarting(() => TagAsync(context, read));
        }

        await next(context);
    }

    private bool IsPublic(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method)) return false;
        // A person is known by a session or a token and by nothing else. Whoever shows one is somebody, even when it has ended.
        if (request.Headers.Authorization.Count > 0 || request.Cookies.ContainsKey(sessionCookie)) return false;
        if (context.GetEndpoint() is not { } endpoint) return false;
        // No edition comes out when live figures change.
        if (endpoint.Metadata.GetMetadata<LiveFiguresAttribute>() is not null) return false;
        // A form carries a token: compressed together with what the address says, its length would give it away (BREACH). So do pages of people who are signed in.
        if (endpoint.Metadata.GetMetadata<PageWithFormAttribute>() is not null) return false;
        // Static files are compressed when the portal is built; what answers to any method watches over the portal.
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 }) return false;
        // Blazor's script asks for pages in a form of its own.
        return !request.Headers.Accept.Any(accepted => accepted?.Contains("blazor-enhanced-nav", StringComparison.OrdinalIgnoreCase) == true);
    }

    private async Task<PublicRead> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var metadata = context.GetEndpoint()!.Metadata;
        var isPage = metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var coding = ContentCodings.Choose(request.Headers.AcceptEncoding);
        if (context.Features.Get<Explained>() is not null || await VersionAsync() is not { } version) return new PublicRead(isPage, coding);

        var display = DisplayChoice.Of(context);
        var accept = isPage ? "" : request.Headers.Accept.ToString();
        return new PublicRead(isPage, coding)
        {
            DataVersion = version,
            // Pages print their own address, as it was written, and the site's.
            Identity = ReleaseIdentity.Hash(
                isPage ? release.CodeWith(metadata.GetMetadata<ResourceAssetCollection>()) : release.Code, version, request.Scheme, request.Host.Value, request.PathBase.Value,
                request.Path.Value, request.QueryString.Value, accept, DisplayChoice.CodeOf(display.Theme), display.Language.Code, coding.Token()),
            IsShort = (request.Path.Value?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0) <= LongestAddress && accept.Length <= LongestAccept
                && (request.Host.Value?.Length ?? 0) <= LongestAccept,
        };
    }

    /// <summary>Null while the database is away: then nothing is known to be current.</summary>
    private async Task<string?> VersionAsync()
    {
        try
        {
            return await dataVersion();
        }
        catch (Exception fault) when (DatabaseAway.Explains(fault))
        {
            return null;
        }
    }

    // The page reads for itself what is newest. Asked again once it is made, an unchanged version says that the page is of that version alone.
    private async Task TagAsync(HttpContext context, PublicRead read)
    {
        if (context.Response.StatusCode != StatusCodes.Status200OK) return;
        read.IsOfOneVersion = read.WasKept || await VersionAsync() == read.DataVersion;
        if (read.IsOfOneVersion) context.Response.Headers.ETag = read.Tag;
        AppendVary(context.Response);
    }

    private static bool Has(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var given) && given.Any(one => one.Tag == tag);

    private static void AppendVary(HttpResponse response)
    {
        if (!response.Headers.Vary.Any(vary => vary?.Contains(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase) == true))
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
    }
}
