using System.Security.Cryptography;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// Bodies over which the portal itself stumbled. A sender repeats what was answered with 500 for ever, and holds back all that comes after it; a body that comes a second
/// time is therefore refused for good. The last ones are remembered, in this process alone.
/// </summary>
public sealed class PoisonedBodies
{
    private const int Most = 256;

    private readonly Lock gate = new();
    private readonly HashSet<string> known = [];
    private readonly Queue<string> order = new();
    private volatile bool isEmpty = true;

    /// <summary>Whether a body was the cause of a fault before. Costs nothing while none was.</summary>
    public bool Contains(ReadOnlySpan<byte> body)
    {
        if (isEmpty) return false;
        var hash = HashOf(body);
        lock (gate) return known.Contains(hash);
    }

    public void Add(ReadOnlySpan<byte> body)
    {
        var hash = HashOf(body);
        lock (gate)
        {
            if (!known.Add(hash)) return;
            order.Enqueue(hash);
            if (order.Count > Most) known.Remove(order.Dequeue());
            isEmpty = false;
        }
    }

    private static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexString(SHA256.HashData(body));
}
