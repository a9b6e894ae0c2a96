using Microsoft.AspNetCore.OutputCaching;

namespace Sovereign.Dashboard.Web.Caching;

/// <summary>
/// What the framework's output cache keeps: answers to public reads, under the hash of everything that determines them, the state of what is published among it. A
/// publication makes other keys; what is left of the old ones is forgotten with time.
/// </summary>
public sealed class KeepUntilPublication : IOutputCachePolicy
{
    private static readonly TimeSpan forgotten = TimeSpan.FromHours(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Features.Get<PublicRead>() is not { Identity: { } identity, IsShort: true } read) return ValueTask.CompletedTask;
        context.EnableOutputCaching = true;
        context.AllowCacheStorage = true;
        // Whoever asks whether something changed is told by the endpoint, which names the edition with its 304; pages were compared before.
        context.AllowCacheLookup = read.IsPage || context.HttpContext.Request.Headers.IfNoneMatch.Count == 0;
        // Readers who wait for the first one's answer would share its fate, a slow line or a closed tab: each makes its own until one is kept.
        context.AllowLocking = false;
        context.CacheVaryByRules.CacheKeyPrefix = identity;
        context.ResponseExpirationTimeSpan = forgotten;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Features.Get<PublicRead>()!.WasKept = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Asked once the answer was written, so that everything is known of it.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        var read = context.HttpContext.Features.Get<PublicRead>();
        // Of what programs read, that which names its edition changes with editions alone.
        var isOfEdition = read is { IsPage: true } ? read.IsOfOneVersion : response.Headers.ContainsKey(EditionAnswer.EditionHeader);
        if (!isOfEdition || response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
