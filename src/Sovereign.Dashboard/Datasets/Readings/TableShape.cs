using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>How observations are laid out in a table.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TableShape>))]
public enum TableShape
{
    /// <summary>One observation a row.</summary>
    [JsonStringEnumMemberName("long")]
    LongFormat,

    /// <summary>A column for each period.</summary>
    [JsonStringEnumMemberName("years-across")]
    YearsAcross,

    /// <summary>A column for each indicator.</summary>
    [JsonStringEnumMemberName("indicators-across")]
    IndicatorsAcross,

    /// <summary>A column for each country.</summary>
    [JsonStringEnumMemberName("countries-across")]
    CountriesAcross,

    /// <summary>One facility a row, to be summed by country.</summary>
    [JsonStringEnumMemberName("facilities")]
    Facilities,

    /// <summary>One observation a row, with the column names of SDMX.</summary>
    [JsonStringEnumMemberName("sdmx-csv")]
    SdmxCsv,
}
