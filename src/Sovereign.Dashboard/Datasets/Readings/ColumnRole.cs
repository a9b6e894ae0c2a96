using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a column of a file says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    /// <summary>Left unread.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    [JsonStringEnumMemberName("indicator")]
    Indicator,

    [JsonStringEnumMemberName("country")]
    Country,

    /// <summary>The country's name where another column holds its code: read where that is empty or unknown.</summary>
    [JsonStringEnumMemberName("country-name")]
    CountryName,

    [JsonStringEnumMemberName("period")]
    Period,

    /// <summary>The year of a period whose half, quarter or month stands in a column of its own.</summary>
    [JsonStringEnumMemberName("year")]
    Year,

    [JsonStringEnumMemberName("half")]
    Half,

    [JsonStringEnumMemberName("quarter")]
    Quarter,

    [JsonStringEnumMemberName("month")]
    Month,

    /// <summary>A figure. Where several columns hold figures, each says what is its own: indicator and unit, period, or country.</summary>
    [JsonStringEnumMemberName("value")]
    Value,

    [JsonStringEnumMemberName("unit")]
    Unit,

    /// <summary>A power of ten that belongs to the unit, as SDMX's UNIT_MULT: 6 for millions.</summary>
    [JsonStringEnumMemberName("unit-multiplier")]
    UnitMultiplier,

    [JsonStringEnumMemberName("definition")]
    Definition,

    [JsonStringEnumMemberName("control")]
    Control,

    [JsonStringEnumMemberName("bound")]
    Bound,

    [JsonStringEnumMemberName("coverage")]
    Coverage,

    [JsonStringEnumMemberName("status")]
    Status,

    [JsonStringEnumMemberName("method")]
    Method,

    [JsonStringEnumMemberName("lower")]
    Lower,

    [JsonStringEnumMemberName("upper")]
    Upper,

    [JsonStringEnumMemberName("source")]
    Source,

    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Name of a facility.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>Name of the facility of which this one is a part.</summary>
    [JsonStringEnumMemberName("part-of")]
    PartOf,

    /// <summary>Name of the facility in whose place this one stands.</summary>
    [JsonStringEnumMemberName("supersedes")]
    Supersedes,

    /// <summary>Name of the facility that stands in place of this one.</summary>
    [JsonStringEnumMemberName("superseded-by")]
    SupersededBy,

    /// <summary>Only rows that hold one of <see cref="ReadingColumn.Keep"/> here are taken.</summary>
    [JsonStringEnumMemberName("filter")]
    Filter,
}
