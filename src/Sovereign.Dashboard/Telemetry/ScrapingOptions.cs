namespace Sovereign.Dashboard.Telemetry;

/// <summary>How the portal itself scrapes engines, where nobody at a site can; section <c>Telemetry:Scraping</c>.</summary>
public sealed class ScrapingOptions
{
    /// <summary>Hosts it may turn to, <c>host</c> or <c>host:port</c>. None: scraping is closed.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Whether a listed name may stand for an address in a private network. An address that is itself listed may always be one.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>How long one page may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of one page, inflated.</summary>
    public int MaxPageBytes { get; set; } = 8 << 20;
}
