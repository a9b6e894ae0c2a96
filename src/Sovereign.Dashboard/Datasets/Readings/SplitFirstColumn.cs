using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Makes tabs of the commas before the first tab of each line, as Eurostat packs several columns into the first one. No byte is added or taken, so that
/// offsets stay those of the file.
/// </summary>
internal sealed class SplitFirstColumn(Stream source) : ForwardStream
{
    private bool inFirst = true;

    public override int Read(Span<byte> buffer) => Split(buffer[..source.Read(buffer)]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        return Split(buffer.Span[..count]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private int Split(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (inFirst)
            {
                var next = bytes[i..].IndexOfAny((byte)',', (byte)'\t');
                if (next < 0) break;
                i += next;
                if (bytes[i] == (byte)',') bytes[i] = (byte)'\t';
                else inFirst = false;
            }
            else
            {
                var next = bytes[i..].IndexOfAny((byte)'\n', (byte)'\r');
                if (next < 0) break;
                i += next;
                inFirst = true;
            }
        }

        return bytes.Length;
    }
}
