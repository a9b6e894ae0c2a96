using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Sovereign.Dashboard.Web.Caching;

/// <summary>Registers the cache of public answers and their compression.</summary>
public static class KeptAnswers
{
    /// <summary>
    /// Bytes of all kept answers. An answer counts with its body and headers but not with its key, which <see cref="PublicReads.LongestAddress"/> bounds: of the smallest
    /// answers the memory used may be three times as much.
    /// </summary>
    private const long MostBytes = 32 << 20;

    // A page has a few tens of kilobytes; tables and files beyond this are streamed, to each reader anew.
    private const long LargestAnswer = 1 << 20;

    public static IServiceCollection AddKeptAnswers(this IServiceCollection services)
    {
        services.AddSingleton<ReleaseIdentity>();
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = MostBytes;
            cache.MaximumBodySize = LargestAnswer;
            cache.UseCaseSensitivePaths = true;
            cache.AddBasePolicy(new KeepUntilPublication());
        });
        services.AddResponseCompression(compression =>
        {
            // Said for public reads alone, which hold nothing secret: see PublicReads. A proxy ends TLS, so whether the line is ciphered is not known here.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", TableAnswer.SdmxType, "application/ld+json", "application/problem+json", "image/svg+xml"];
        });
        // Once for many readers, so that it may take its time.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services;
    }

    /// <summary>After routing. Before authentication, which could only find what stands in the two headers that are looked at here, and would find nobody.</summary>
    public static IApplicationBuilder UseKeptAnswers(this IApplicationBuilder app) => app
        .UseMiddleware<PublicReads>()
        .UseOutputCache()
        .UseWhen(context => context.Features.Get<PublicRead>() is { Coding: not ContentCoding.Identity }, packed => packed.UseResponseCompression());
}
