namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a cell in a column of countries may name.</summary>
internal enum PlaceKind
{
    Unknown,

    Country,

    /// <summary>A group of countries: a region, an income group, the world. Its figures are no country's.</summary>
    Aggregate,

    /// <summary>A person said to leave its rows out.</summary>
    LeftOut,
}
