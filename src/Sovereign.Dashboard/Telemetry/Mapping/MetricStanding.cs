namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>How the map stands to a series.</summary>
public enum MetricStanding
{
    /// <summary>It feeds one signal or more.</summary>
    Mapped,

    /// <summary>The name is known and the series left out: by a row that says so, or because no row selects its labels.</summary>
    Ignored,

    /// <summary>The name is known only for software other than the engine's, whose work it would count again.</summary>
    OtherSoftware,

    /// <summary>The name is not known.</summary>
    Unmapped,
}
