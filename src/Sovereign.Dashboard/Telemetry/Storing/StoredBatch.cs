using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Storing;

/// <summary>A row of <c>telemetry.batch</c>; times in milliseconds since 1970, minutes in minutes since 1970. No key: the portal itself asked for it.</summary>
public sealed record StoredBatch(
    long Id, long ReceivedAt, int? KeyId, byte[] Sha256, int Bytes, int Samples, long? SkewMilliseconds, (int EngineId, int Minute)[] Touched,
    IReadOnlyDictionary<RejectReason, int> Refused);
