namespace Sovereign.Dashboard.Datasets;

/// <summary>The codes of SDMX's CL_OBS_STATUS that a row may carry; the first stands where it carries none.</summary>
public static class ObservationStatuses
{
    /// <summary>Code and meaning, in the order in which documentation lists them.</summary>
    public static readonly IReadOnlyList<(string Code, string Meaning)> All =
    [
        ("A", "normal value"), ("B", "break in the series"), ("E", "estimated"), ("F", "forecast"), ("I", "imputed"), ("P", "provisional"), ("U", "low reliability"),
    ];
}
