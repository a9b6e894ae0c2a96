using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Exports;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// Observations as the data message of SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv): structure and action, the dimensions of the key, the measure,
/// attributes, then columns of the portal's own.
/// </summary>
public static class SdmxObservations
{
    /// <summary>Agency, identity and version of the data structure that the columns follow.</summary>
    public const string Structure = "CGP:COMPUTE_GAP(1.0.0)";

    /// <summary>SDMX's code for "does not apply": an indicator with one meaning has no definition, and a dimension must not be empty.</summary>
    public const string NotApplicable = "_Z";

    public static readonly IReadOnlyList<Column<PublishedObservation>> Columns =
    [
        new("STRUCTURE", _ => "datastructure"),
        new("STRUCTURE_ID", _ => Structure),
        new("ACTION", _ => "I"),
        new("FREQ", o => FrequencyCode(o.Period.Frequency)),
        new("REF_AREA", o => o.Country),
        new("INDICATOR", o => o.Indicator),
        new("DEFINITION", o => o.Definition.Length == 0 ? NotApplicable : o.Definition),
        new("CONTROL", o => o.Control),
        new("SOURCE", o => o.Source),
        new("TIME_PERIOD", o => o.Period.Code),
        new("OBS_VALUE", o => o.Value, o => o.ValueText),
        new("UNIT_MEASURE", o => o.Unit),
        // The unit's code already says thousands or millions.
        new("UNIT_MULT", _ => 0),
        new("DECIMALS", o => Decimals(o.ValueText)),
        new("OBS_STATUS", o => o.Status),
        new("CONF_STATUS", _ => "F"),
        new("METHOD_CLASS", o => o.Method),
        new("COMMENT_OBS", o => o.Note),
        new("BOUND", o => o.Bound.Code()),
        new("COVERAGE", o => o.Coverage),
        new("LOWER", o => o.Lower, o => o.LowerText),
        new("UPPER", o => o.Upper, o => o.UpperText),
        new("DATASET", o => o.Dataset),
        new("DATASET_VERSION", o => o.Version),
    ];

    /// <summary>Code of the list CL_FREQ.</summary>
    private static string FrequencyCode(Frequency frequency) => frequency switch
    {
        Frequency.Year => "A",
        Frequency.Half => "S",
        Frequency.Quarter => "Q",
        Frequency.Month => "M",
        Frequency.Day => "D",
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    /// <summary>Digits after the point, as written: 2 for 0.10, none for 1e3.</summary>
    private static int Decimals(string written)
    {
        var mantissa = written.Split('e', 'E')[0];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : mantissa.Length - point - 1;
    }
}
