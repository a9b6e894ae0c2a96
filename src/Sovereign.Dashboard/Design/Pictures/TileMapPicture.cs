namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>A <see cref="TileMap"/> as a picture.</summary>
public static class TileMapPicture
{
    private const double Step = 29;
    private const double Side = 27;

    // Where each of the three columns begins.
    private static readonly double[] Starts = [0, 7.5 * Step, 17 * Step];

    public static Picture Of(PictureFrame frame, IReadOnlyList<MapTile> tiles, bool totals)
    {
        var measured = tiles.Where(tile => tile.Value is not null).OrderBy(tile => tile.Value).ToList();
        var classes = MapClasses.OfTiles(measured);
        var largest = measured.Count == 0 ? 0 : measured[^1].Value!.Value;
        var shapes = new List<Shape>();
        var height = 0.0;
        foreach (var (column, index) in MapRegions.Placed(tiles).Select((column, index) => (column, index)))
        {
            var (start, across) = (Starts[index], MapRegions.Across[index]);
            var y = 0.0;
            foreach (var (region, members) in column)
            {
                shapes.Add(new Shape.Words(start, y + 11, region, 11, Inks.Quiet));
                y += 17;
                for (var i = 0; i < members.Count; i++)
                    shapes.AddRange(Square(members[i], start + i % across * Step, y + i / across * Step, totals, classes.GetValueOrDefault(members[i].Code), largest));
                y += (members.Count + across - 1) / across * Step + 4;
            }
            height = Math.Max(height, y);
        }
        shapes.AddRange(Key(measured, classes, totals, height + 10));
        return frame.Around(height + 34, shapes);
    }

    private static IEnumerable<Shape> Square(MapTile tile, double x, double y, bool totals, int number, double largest)
    {
        var fill = tile.Value is null || totals ? null : Inks.Classes[number - 1];
        var ink = tile.Value is null ? Inks.Quiet : totals ? Inks.Ink : Inks.On(number);
        yield return new Shape.Box(x, y, Side, Side, tile.Emphasised ? Inks.Warm : tile.Value is null ? Inks.Hair : Inks.Edge, fill);
        if (tile.Estimated)
            yield return new Shape.Box(x + 2, y + 2, Side - 4, Side - 4, ink, null, Dashed: true);
        if (totals && tile.Value is > 0 and { } value)
            yield return new Shape.Circle(x + Side / 2, y + Side / 2, Math.Max(1.5, (Side / 2 - 2) * Math.Sqrt(value / largest)), Inks.Classes[3], Inks.Classes[1]);
        yield return new Shape.Words(x + Side / 2, y + (tile.Small is null ? 17 : 13), tile.Code, 9, ink, Anchor.Middle, tile.Value is not null);
        if (tile.Small is { } small)
            yield return new Shape.Words(x + Side / 2, y + 23, small, 7.5, ink, Anchor.Middle);
    }

    private static IEnumerable<Shape> Key(List<MapTile> measured, IReadOnlyDictionary<string, int> classes, bool totals, double y)
    {
        if (totals)
        {
            yield return new Shape.Words(0, y + 12, "The area of a disc is the value; the largest fills its square. An empty square has no figure.", 11.5, Inks.Quiet);
            yield break;
        }
        var x = 0.0;
        foreach (var group in measured.GroupBy(tile => classes[tile.Code]))
        {
            var members = group.ToList();
            yield return new Shape.Box(x, y + 2, 13, 13, Inks.Edge, Inks.Classes[group.Key - 1]);
            yield return new Shape.Words(x + 18, y + 13, $"{members[0].ValueText?.Split(Numbers.NoBreakSpace)[0]} to {members[^1].ValueText?.Split(Numbers.NoBreakSpace)[0]}", 11.5, Inks.Quiet);
            x += PictureFrame.Inside / 6;
        }
        yield return new Shape.Box(x, y + 2, 13, 13, Inks.Hair, null);
        yield return new Shape.Words(x + 18, y + 13, "no figure", 11.5, Inks.Quiet);
    }
}
