namespace Sovereign.Dashboard.Telemetry;

/// <summary>How the portal asks sites' own stores; section <c>Telemetry:Pulling</c>.</summary>
public sealed class PullingOptions
{
    /// <summary>Hosts it may ask, <c>host</c> or <c>host:port</c>. None: asking is closed.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of one answer, inflated.</summary>
    public int MaxAnswerBytes { get; set; } = 16 << 20;

    /// <summary>Engines that are asked for at once.</summary>
    public int EnginesPerQuestion { get; set; } = 10;
}
