namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A table as text, and how far into the file it was read.</summary>
internal sealed class TableStream(Stream text, Func<long> bytesRead) : IAsyncDisposable
{
    public Stream Text => text;

    /// <summary>Bytes of the file as received.</summary>
    public long BytesRead => bytesRead();

    public ValueTask DisposeAsync() => text.DisposeAsync();
}
