namespace Sovereign.Dashboard.Design;

/// <summary>
/// Where a tile map puts the regions of the United Nations' standard M49: in three columns, from the Americas to the Pacific, north above south. Which tile lies
/// beside which says nothing of borders.
/// </summary>
public static class MapRegions
{
    /// <summary>Columns from west to east, regions in each from north to south.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Columns { get; } =
    [
        ["Northern America", "Latin America and the Caribbean"],
        ["Northern Europe", "Western Europe", "Eastern Europe", "Southern Europe", "Northern Africa", "Sub-Saharan Africa"],
        [
            "Western Asia", "Central Asia", "Southern Asia", "Eastern Asia", "South-eastern Asia", "Australia and New Zealand", "Melanesia", "Micronesia",
            "Polynesia",
        ],
    ];

    /// <summary>How many squares stand side by side in each column where the room is fixed.</summary>
    public static IReadOnlyList<int> Across { get; } = [7, 9, 9];

    /// <summary>The columns with their tiles; regions that are in no column, such as Antarctica, come last in the last one.</summary>
    public static IReadOnlyList<IReadOnlyList<(string Region, IReadOnlyList<MapTile> Tiles)>> Placed(IEnumerable<MapTile> tiles)
    {
        var byRegion = tiles.ToLookup(tile => tile.Region);
        var known = Columns.SelectMany(column => column).ToHashSet(StringComparer.Ordinal);
        var others = byRegion.Select(group => group.Key).Where(region => !known.Contains(region)).Order(StringComparer.Ordinal);
        return
        [
            .. Columns.Index().Select(column => (IReadOnlyList<(string, IReadOnlyList<MapTile>)>)
            [
                .. (column.Index == Columns.Count - 1 ? column.Item.Concat(others) : column.Item).Where(byRegion.Contains)
                    .Select(region => (region, (IReadOnlyList<MapTile>)[.. byRegion[region].OrderBy(tile => tile.Name, StringComparer.InvariantCulture)])),
            ]),
        ];
    }
}
