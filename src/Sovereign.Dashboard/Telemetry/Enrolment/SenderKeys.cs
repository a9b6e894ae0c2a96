using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Knows the keys of engines and sites.</summary>
public sealed class SenderKeys
{
    /// <summary>Who a key belongs to; null when it is unknown, revoked or has ended.</summary>
    public ValueTask<SenderKey?> RecogniseAsync(string key, CancellationToken ct) => throw new NotSupportedException();
}
