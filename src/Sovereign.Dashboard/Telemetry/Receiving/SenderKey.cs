namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Who sends, recognised by its key.</summary>
/// <param name="KeyId">Row of the key.</param>
/// <param name="SiteId">The site it belongs to.</param>
/// <param name="EngineId">The one engine it speaks for; null: for all engines of the site.</param>
public sealed record SenderKey(int KeyId, int SiteId, int? EngineId);
