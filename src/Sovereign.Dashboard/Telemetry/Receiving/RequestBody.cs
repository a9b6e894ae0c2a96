using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Snappier;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// A request's body, read and inflated within bounds: as sent, for its hash, and as meant, for its reader. Buffers are pooled; they go back when it is disposed.
/// </summary>
public sealed class RequestBody : IDisposable
{
    // Below this a body may pack as well as it likes: a page of like lines shrinks to a hundredth.
    private const int FreeOfRatio = 1 << 20;

    // A header of ten bytes and a trailer of eight.
    private const int ShortestGzip = 18;

    // Nearly all bodies are smaller.
    private const int Promptly = 64 << 10;

    // 8 MiB, the window a decoder should have. Source: RFC 8878, section 3.1.1.1.2.
    private const int LargestZstdWindow = 23;

    private readonly HeldBytes sent;
    private readonly HeldBytes inflated;
    private BodyCoding coding;

    private RequestBody(BytesInFlight inFlight) => (sent, inflated) = (new HeldBytes(inFlight), new HeldBytes(inFlight));

    /// <summary>The bytes as sent.</summary>
    public ReadOnlyMemory<byte> Sent => sent.Memory;

    /// <summary>The bytes as meant; set by <see cref="Inflate"/>.</summary>
    public ReadOnlyMemory<byte> Content => coding == BodyCoding.None ? sent.Memory : inflated.Memory;

    /// <summary>Reads a body as it was sent, with or without a stated length.</summary>
    /// <param name="request">The request; nothing of its body was read yet.</param>
    /// <param name="most">Bytes it may have.</param>
    /// <param name="inFlight">Where they are counted.</param>
    /// <param name="ct">Ends when the sender goes away.</param>
    /// <exception cref="UnreadableBodyException">It is larger, or ended before its stated length.</exception>
    /// <exception cref="PortalFullException">As many bytes are held as may be.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int most, BytesInFlight inFlight, CancellationToken ct)
    {
        if (request.ContentLength > most) throw TooLarge(most);
        var body = new RequestBody(inFlight);
        try
        {
            await body.ReceiveAsync(request, most, ct);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Undoes the compression.</summary>
    /// <exception cref="UnreadableBodyException">What it says of itself is not so, it inflates past the bounds, or its coding is not read.</exception>
    /// <exception cref="PortalFullException">As many bytes are held as may be.</exception>
    public void Inflate(BodyCoding how, ReceivingOptions bounds)
    {
        coding = how;
        try
        {
            switch (how)
            {
                case BodyCoding.None: break;
                case BodyCoding.Snappy: InflateSnappy(bounds); break;
                case BodyCoding.Gzip: InflateGzip(bounds); break;
                case BodyCoding.Zstd: InflateZstd(bounds); break;
                default: throw new ArgumentOutOfRangeException(nameof(how), how, null);
            }
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw Corrupt(how);
        }

        if (Content.Length > bounds.MaxInflatedBytes) throw TooLarge(bounds.MaxInflatedBytes);
    }

    public void Dispose()
    {
        sent.Dispose();
        inflated.Dispose();
    }

    private async Task ReceiveAsync(HttpRequest request, int most, CancellationToken ct)
    {
        // What is stated is not yet sent: large bodies get their room as they come.
        if (request.ContentLength is { } stated and > 0) sent.RoomFor((int)Math.Min(stated, Promptly));
        try
        {
            while (true)
            {
                // One byte more than may be, to see whether it comes.
                var room = sent.Room(most + 1);
                if (room.IsEmpty) throw TooLarge(most);
                var read = await request.Body.ReadAsync(room, ct);
                if (read == 0) return;
                sent.Advance(read);
            }
        }
        catch (BadHttpRequestException bad)
        {
            // The server has a bound of its own, and counts the bytes a sender said it would send.
            throw bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(most)
                : new UnreadableBodyException(UnreadableKind.Corrupt, "The body ended before it was whole.");
        }
    }

    private void InflateSnappy(ReceivingOptions bounds)
    {
        // The block begins with the length it inflates to: a body of seven bytes may claim four gigabytes.
        var length = ClaimedLength(sent.Memory.Span);
        CheckSize(length, bounds);
        var room = inflated.RoomFor((int)length);
        var written = Snappy.Decompress(sent.Memory.Span, room.Span);
        if (written != (int)length) throw Corrupt(BodyCoding.Snappy);
        inflated.Advance(written);
    }

    private void InflateGzip(ReceivingOptions bounds)
    {
        using var source = AsStream(sent.Memory);
        using var stream = new GZipStream(source, CompressionMode.Decompress);
        Drain(stream, bounds);
        // The stream does not say when its source ends early. The last eight bytes hold checksum and length (RFC 1952, section 2.3.1); of several members joined only the last
        // one's, and no sender joins any.
        var member = sent.Memory.Span;
        if (member.Length < ShortestGzip
            || BinaryPrimitives.ReadUInt32LittleEndian(member[^4..]) != (uint)inflated.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(member[^8..]) != Crc32.HashToUInt32(inflated.Memory.Span)) throw Corrupt(BodyCoding.Gzip);
    }

    private void InflateZstd(ReceivingOptions bounds)
    {
        if (sent.Length == 0) throw Corrupt(BodyCoding.Zstd);
        using var source = AsStream(sent.Memory);
        using var stream = new DecompressionStream(source);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestZstdWindow);
        Drain(stream, bounds);
    }

    private void Drain(Stream stream, ReceivingOptions bounds)
    {
        while (true)
        {
            var room = inflated.Room(bounds.MaxInflatedBytes + 1);
            var read = stream.Read(room.Span);
            if (read == 0) return;
            inflated.Advance(read);
            CheckSize((ulong)inflated.Length, bounds);
        }
    }

    private void CheckSize(ulong size, ReceivingOptions bounds)
    {
        if (size > (ulong)bounds.MaxInflatedBytes) throw TooLarge(bounds.MaxInflatedBytes);
        if (size > FreeOfRatio && size > (ulong)bounds.MaxInflationRatio * (ulong)sent.Length)
            throw new UnreadableBodyException(UnreadableKind.TooLarge, $"The body inflates to more than {bounds.MaxInflationRatio} times its size.");
    }

    private static ulong ClaimedLength(ReadOnlySpan<byte> block)
    {
        ulong length = 0;
        for (var i = 0; i < 5 && i < block.Length; i++)
        {
            length |= (ulong)(block[i] & 0x7f) << (7 * i);
            if (block[i] < 0x80) return length;
        }

        throw Corrupt(BodyCoding.Snappy);
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes)
    {
        MemoryMarshal.TryGetArray(bytes, out var array);
        return new MemoryStream(array.Array ?? [], array.Offset, array.Count, writable: false);
    }

    private static UnreadableBodyException Corrupt(BodyCoding how) =>
        new(UnreadableKind.Corrupt, $"The body cannot be inflated as {how.ToString().ToLowerInvariant()}.");

    private static UnreadableBodyException TooLarge(int most) => new(UnreadableKind.TooLarge, $"The body is larger than {most} bytes.");
}
