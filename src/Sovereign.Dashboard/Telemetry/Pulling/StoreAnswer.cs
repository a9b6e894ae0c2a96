using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>A store's complete answer to one question.</summary>
/// <param name="Series">What it holds.</param>
/// <param name="Refused">Points of series that could not be taken, by reason.</param>
/// <param name="Sha256">Of the body as it came, inflated.</param>
/// <param name="Bytes">Its length.</param>
public sealed record StoreAnswer(IReadOnlyList<StoreSeries> Series, IReadOnlyDictionary<RejectReason, int> Refused, byte[] Sha256, int Bytes);
