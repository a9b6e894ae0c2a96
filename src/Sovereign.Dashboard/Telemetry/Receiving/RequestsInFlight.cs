using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Counts the requests of each key that are read and kept at once.</summary>
public sealed class RequestsInFlight(IOptions<ReceivingOptions> options)
{
    private readonly ConcurrentDictionary<int, int> running = [];

    /// <summary>Begins a request of a key, unless it has as many as it may.</summary>
    public bool TryBegin(int keyId)
    {
        if (running.AddOrUpdate(keyId, 1, static (_, count) => count + 1) <= options.Value.MaxRequestsPerKey) return true;
        End(keyId);
        return false;
    }

    /// <summary>Ends one that began.</summary>
    public void End(int keyId)
    {
        var left = running.AddOrUpdate(keyId, 0, static (_, count) => count - 1);
        // Only while it is 0 still: another request may have begun.
        if (left == 0) running.TryRemove(KeyValuePair.Create(keyId, 0));
    }
}
