namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>A request that was acknowledged.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Key">Name of the key it came under.</param>
/// <param name="Bytes">Of its body, as sent.</param>
/// <param name="Samples">Samples that were kept, of all its engines.</param>
/// <param name="Refused">Samples refused or passed over.</param>
/// <param name="Sha256">Of its body, as sent: what figures made of it name as their source.</param>
public sealed record ReceivedBatch(long Id, DateTimeOffset ReceivedAt, string Key, int Bytes, int Samples, long Refused, string Sha256);
