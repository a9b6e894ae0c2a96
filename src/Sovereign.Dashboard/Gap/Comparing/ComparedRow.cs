using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Comparing;

/// <summary>One line of a comparison as it leaves the system.</summary>
/// <param name="Column">The indicator, its definition and scale.</param>
/// <param name="Country">The country of the line.</param>
/// <param name="Cell">Its value; null where it has no figure.</param>
public sealed record ComparedRow(ComparedColumn Column, Country Country, ComparedCell? Cell)
{
    /// <summary>Country by country, each column in turn; the countries asked for, else every one with a figure.</summary>
    public static IReadOnlyList<ComparedRow> Of(ReferenceData known, IReadOnlyList<ComparedColumn> columns, IReadOnlyList<Country> asked)
    {
        var countries = asked.Count > 0
            ? asked
            : [.. columns.SelectMany(column => column.Cells).Select(cell => cell.Country).Distinct().Order(StringComparer.Ordinal).Select(code => known.Countries[code])];
        return [.. countries.SelectMany(country => columns.Select(column => new ComparedRow(column, country, column.Of(country.Code))))];
    }
}
