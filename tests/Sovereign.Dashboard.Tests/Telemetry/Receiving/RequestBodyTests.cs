using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Telemetry.Receiving;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Receiving;

public class RequestBodyTests
{
    private static readonly CancellationToken s_ct = TestContext.Current.CancellationToken;

    private readonly ReceivingOptions bounds = new();
    private readonly BytesInFlight inFlight = new(Options.Create(new ReceivingOptions { MaxBytesInFlight = 64 << 20 }));

    [Theory]
    [InlineData(BodyCoding.None, true)]
    [InlineData(BodyCoding.None, false)]
    [InlineData(BodyCoding.Gzip, true)]
    [InlineData(BodyCoding.Gzip, false)]
    [InlineData(BodyCoding.Snappy, false)]
    [InlineData(BodyCoding.Zstd, false)]
    public async Task A_body_comes_as_sent_and_as_meant_with_or_without_its_length(BodyCoding coding, bool hasLength)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"x{{i=\"{i}\"}} {i * 7919 % 10007}\n")));
        var packed = FuzzTests.Compress(coding, content);

        using (var body = await ReadAsync(packed, hasLength))
        {
            body.Inflate(coding, bounds);
            Assert.Equal(packed, body.Sent.ToArray());
            Assert.Equal(content, body.Content.ToArray());
            Assert.InRange(inFlight.Held, packed.Length, 4 * content.Length);
        }

        Assert.Equal(0, inFlight.Held);
    }

    [Fact]
    public async Task An_empty_body_is_read()
    {
        using var body = await ReadAsync([], hasLength: false);
        body.Inflate(BodyCoding.None, bounds);
        Assert.Equal(0, body.Content.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_larger_than_may_be_is_refused_and_held_no_longer(bool hasLength)
    {
        using (var exact = await ReadAsync(new byte[100_000], hasLength, most: 100_000)) Assert.Equal(100_000, exact.Sent.Length);

        var fault = await Assert.ThrowsAsync<UnreadableBodyException>(() => ReadAsync(new byte[100_001], hasLength, most: 100_000));

        Assert.Equal(UnreadableKind.TooLarge, fault.Kind);
        Assert.Equal(0, inFlight.Held);
    }

    [Fact]
    public async Task Seven_bytes_that_claim_four_gigabytes_take_no_memory()
    {
        using var body = await ReadAsync([0xff, 0xff, 0xff, 0xff, 0x0f, 0x00, 0x41], hasLength: true);
        var held = inFlight.Held;

        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => body.Inflate(BodyCoding.Snappy, bounds)).Kind);
        Assert.Equal(held, inFlight.Held);
    }

    [Theory]
    [InlineData(BodyCoding.Gzip)]
    [InlineData(BodyCoding.Zstd)]
    public async Task A_body_that_swells_is_refused_on_the_way(BodyCoding coding)
    {
        var bomb = FuzzTests.Compress(coding, new byte[30 << 20]);
        using var body = await ReadAsync(bomb, hasLength: true);

        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => body.Inflate(coding, bounds)).Kind);
        // Refused past a hundred times its size, long before the thirty megabytes.
        Assert.InRange(inFlight.Held, 0, 12 << 20);
    }

    [Theory]
    [InlineData(BodyCoding.Gzip)]
    [InlineData(BodyCoding.Zstd)]
    [InlineData(BodyCoding.Snappy)]
    public async Task A_body_may_pack_well_while_it_is_small_and_not_be_larger_than_may_be(BodyCoding coding)
    {
        using var small = await ReadAsync(FuzzTests.Compress(coding, new byte[1 << 20]), hasLength: true);
        small.Inflate(coding, bounds);
        Assert.Equal(1 << 20, small.Content.Length);

        using var large = await ReadAsync(FuzzTests.Compress(coding, new byte[(1 << 20) + 1]), hasLength: true);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => large.Inflate(coding, new ReceivingOptions { MaxInflatedBytes = 1 << 20 })).Kind);
    }

    [Theory]
    [InlineData(BodyCoding.Gzip)]
    [InlineData(BodyCoding.Zstd)]
    [InlineData(BodyCoding.Snappy)]
    public async Task A_compressed_body_cut_short_is_corrupt_wherever_it_is_cut(BodyCoding coding)
    {
        var packed = FuzzTests.Compress(coding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"x{{i=\"{i}\"}} {i * 7919 % 10007}\n"))));
        for (var length = 0; length < packed.Length; length += 7)
        {
            using var body = await ReadAsync(packed[..length], hasLength: true);
            Assert.Equal(UnreadableKind.Corrupt, Assert.Throws<UnreadableBodyException>(() => body.Inflate(coding, bounds)).Kind);
        }
    }

    [Fact]
    public async Task A_gzip_body_cut_where_its_content_looks_like_its_length_is_corrupt()
    {
        var content = new byte[1_000];
        content[96] = 100;
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.NoCompression)) stream.Write(content);
        // Ten bytes of header, five of the block's, and a hundred of content, the last four of which say 100.
        using var body = await ReadAsync(packed.ToArray()[..115], hasLength: true);

        Assert.Equal(UnreadableKind.Corrupt, Assert.Throws<UnreadableBodyException>(() => body.Inflate(BodyCoding.Gzip, bounds)).Kind);
    }

    [Fact]
    public async Task A_body_without_compression_is_bounded_too()
    {
        using var body = await ReadAsync(new byte[2_000], hasLength: true);
        Assert.Equal(UnreadableKind.TooLarge, Assert.Throws<UnreadableBodyException>(() => body.Inflate(BodyCoding.None, new ReceivingOptions { MaxInflatedBytes = 1_000 })).Kind);
    }

    [Fact]
    public async Task More_bytes_at_once_than_may_be_held_are_turned_away_and_room_comes_back()
    {
        var little = new BytesInFlight(Options.Create(new ReceivingOptions { MaxBytesInFlight = 150_000 }));
        var first = await RequestBody.ReadAsync(Request(new byte[60_000], hasLength: true), 1 << 20, little, s_ct);

        await Assert.ThrowsAsync<PortalFullException>(() => RequestBody.ReadAsync(Request(new byte[140_000], hasLength: false), 1 << 20, little, s_ct));
        first.Dispose();
        using var second = await RequestBody.ReadAsync(Request(new byte[70_000], hasLength: false), 1 << 20, little, s_ct);

        Assert.Equal(70_000, second.Sent.Length);
    }

    [Fact]
    public async Task A_body_that_ends_before_its_stated_length_is_corrupt()
    {
        var request = Request([], hasLength: false);
        request.Body = new BrokenOff();

        Assert.Equal(UnreadableKind.Corrupt, (await Assert.ThrowsAsync<UnreadableBodyException>(() => RequestBody.ReadAsync(request, 100, inFlight, s_ct))).Kind);
        Assert.Equal(0, inFlight.Held);
    }

    [Theory]
    [InlineData("", BodyCoding.None)]
    [InlineData("identity", BodyCoding.None)]
    [InlineData("GZIP", BodyCoding.Gzip)]
    [InlineData("snappy", BodyCoding.Snappy)]
    [InlineData("zstd", BodyCoding.Zstd)]
    public void Codings_have_no_case(string header, BodyCoding coding) => Assert.Equal(coding, BodyCodings.Of(header));

    [Theory]
    [InlineData("br")]
    [InlineData("gzip, zstd")]
    [InlineData("deflate")]
    public void Other_codings_are_not_supported(string header) =>
        Assert.Equal(UnreadableKind.Unsupported, Assert.Throws<UnreadableBodyException>(() => BodyCodings.Of(header)).Kind);

    private Task<RequestBody> ReadAsync(byte[] bytes, bool hasLength, int most = 8 << 20) => RequestBody.ReadAsync(Request(bytes, hasLength), most, inFlight, s_ct);

    private static HttpRequest Request(byte[] bytes, bool hasLength)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(bytes);
        request.ContentLength = hasLength ? bytes.Length : null;
        return request;
    }

    /// <summary>What the server's stream does when the line ends before the body.</summary>
    private sealed class BrokenOff : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new BadHttpRequestException("Unexpected end of request content.");
    }
}
