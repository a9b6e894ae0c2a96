using Microsoft.Extensions.Options;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Counts the bytes of all bodies that are held at once, so that many large requests cannot take the portal's memory.</summary>
public sealed class BytesInFlight(IOptions<ReceivingOptions> options)
{
    private long held;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref held);

    /// <summary>Takes bytes, unless that would pass the bound.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= options.Value.MaxBytesInFlight) return true;
        Give(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(long bytes) => Interlocked.Add(ref held, -bytes);
}
