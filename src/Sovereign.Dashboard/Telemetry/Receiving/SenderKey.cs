namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Who sends, recognised by its key.</summary>
/// <param name="KeyId">Row of the key; below 0: none, the portal itself has fetched what it stores.</param>
/// <param name="SiteId">The site it belongs to.</param>
/// <param name="EngineId">The one engine it speaks for; null: for all engines of the site.</param>
public sealed record SenderKey(int KeyId, int SiteId, int? EngineId)
{
    /// <summary>Whether the portal itself has fetched it.</summary>
    public bool IsPortal => KeyId < 0;

    /// <summary>The portal for one engine. A number for each engine: names and bodies are remembered by it.</summary>
    public static SenderKey Portal(int siteId, int engineId) => new(-engineId, siteId, engineId);
}
