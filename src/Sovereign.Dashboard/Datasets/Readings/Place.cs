namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a cell in a column of countries names.</summary>
/// <param name="Kind">A country, a group of countries, or neither.</param>
/// <param name="CountryId">Of a country; 0 otherwise.</param>
internal readonly record struct Place(PlaceKind Kind, int CountryId)
{
    public static readonly Place Unknown = new(PlaceKind.Unknown, 0);

    public static readonly Place Aggregate = new(PlaceKind.Aggregate, 0);

    public static readonly Place LeftOut = new(PlaceKind.LeftOut, 0);

    public static Place Country(int id) => new(PlaceKind.Country, id);
}
