namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>One column of a file and what it says.</summary>
/// <param name="Name">As in the header; names of two header rows are joined by a blank.</param>
/// <param name="Role">What its cells are.</param>
public sealed record ReadingColumn(string Name, ColumnRole Role)
{
    /// <summary>Code of the indicator whose figures the column holds.</summary>
    public string? Indicator { get; init; }

    /// <summary>Code or alias of the unit of the column's figures.</summary>
    public string? Unit { get; init; }

    /// <summary>Code of the definition that the column's figures follow.</summary>
    public string? Definition { get; init; }

    /// <summary>The period of the column's figures, as in <c>2024</c>.</summary>
    public string? Period { get; init; }

    /// <summary>Alpha-3 code of the country of the column's figures.</summary>
    public string? Country { get; init; }

    /// <summary>Of a country's column: its cells are ISO 3166-1 alpha-2 codes, so that <c>NA</c> is Namibia.</summary>
    public bool Alpha2 { get; init; }

    /// <summary>Of a column of periods: some are fiscal years, and so are those that could be months, such as 2011-12.</summary>
    public bool FiscalYears { get; init; }

    /// <summary>Of a filter: the cells whose rows are taken, whatever their case.</summary>
    public IReadOnlyList<string>? Keep { get; init; }
}
