using System.Net;
using Microsoft.AspNetCore.Routing;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Dashboard.Web.Caching;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web.Caching;

/// <summary>What changes without an edition is kept by no cache that goes by editions.</summary>
public sealed class LiveFiguresTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_pages_are_made_for_each_reader_and_others_are_kept()
    {
        foreach (var (address, isKept) in new[] { ("/telemetry", false), ("/countries", true) })
        {
            using var first = await portal.Http.GetAsync(address, Ct);
            using var second = await portal.Http.GetAsync(address, Ct);
            Assert.Equal(HttpStatusCode.OK, second.StatusCode);
            Assert.Equal(isKept, second.Headers.Age is not null);
            Assert.Equal(isKept, second.Headers.ETag is not null);
            Assert.Equal(!isKept, second.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public void Every_page_and_stream_of_telemetry_is_marked()
    {
        var endpoints = ((IEndpointRouteBuilder)portal.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && path.TrimStart('/').StartsWith("telemetry", StringComparison.Ordinal)).ToList();
        Assert.True(endpoints.Count >= 3);
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<LiveFiguresAttribute>()));
    }
}
