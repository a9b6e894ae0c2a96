namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>
/// Hashes of the bodies that were committed lately, per key: a sender whose answer was lost sends the same bytes again. Forgetting one does no harm,
/// its samples are recognised one by one.
/// </summary>
public sealed class RecentBodies(TimeSpan window, TimeProvider clock)
{
    private const int Most = 200_000;

    private readonly HashSet<(int Key, UInt128 Hash)> known = [];
    private readonly Queue<((int, UInt128) Body, long At)> order = new();

    public bool Contains(int key, byte[] sha256) => known.Contains((key, Short(sha256)));

    public void Add(int key, byte[] sha256)
    {
        while (order.TryPeek(out var oldest) && (order.Count >= Most || clock.GetElapsedTime(oldest.At) > window))
        {
            known.Remove(oldest.Body);
            order.Dequeue();
        }

        var body = (key, Short(sha256));
        if (known.Add(body)) order.Enqueue((body, clock.GetTimestamp()));
    }

    // 128 bits of SHA-256 are as good as all of it here.
    private static UInt128 Short(byte[] sha256) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(sha256);
}
