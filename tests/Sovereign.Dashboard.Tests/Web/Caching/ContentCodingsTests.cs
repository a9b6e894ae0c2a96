using Sovereign.Dashboard.Web.Caching;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web.Caching;

public sealed class ContentCodingsTests
{
    [Theory]
    [InlineData(null, ContentCoding.Identity)]
    [InlineData("", ContentCoding.Identity)]
    [InlineData("gzip, deflate, br, zstd", ContentCoding.Brotli)]
    [InlineData("GZIP", ContentCoding.Gzip)]
    [InlineData("br;q=0.1, gzip;q=0.9", ContentCoding.Brotli)]
    [InlineData("br;q=0, gzip;q=0.5", ContentCoding.Gzip)]
    [InlineData("gzip;q=0", ContentCoding.Identity)]
    [InlineData("*", ContentCoding.Identity)]
    [InlineData("zstd, brr", ContentCoding.Identity)]
    [InlineData(";;=", ContentCoding.Identity)]
    public void Of_what_a_reader_can_unpack_the_smallest_is_sent(string? accepted, ContentCoding chosen) => Assert.Equal(chosen, ContentCodings.Choose(accepted));
}
