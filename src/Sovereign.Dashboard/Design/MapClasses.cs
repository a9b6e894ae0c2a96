namespace Sovereign.Dashboard.Design;

/// <summary>
/// Puts values into five classes of about as many values each, the smallest in class 1. Equal values are never parted, so a class may hold more than
/// its fifth or, where there are few different values, be left out.
/// </summary>
public static class MapClasses
{
    public const int Count = 5;

    /// <summary>The class of every tile with a value, by its code.</summary>
    public static IReadOnlyDictionary<string, int> OfTiles(IEnumerable<MapTile> tiles)
    {
        var measured = tiles.Where(tile => tile.Value is not null).ToList();
        return measured.Zip(Of([.. measured.Select(tile => tile.Value!.Value)])).ToDictionary(entry => entry.First.Code, entry => entry.Second, StringComparer.Ordinal);
    }

    /// <summary>The class of each value, 1 to 5, in the order given.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        // Equal values take the place of their middle.
        return [.. values.Select(value => ClassAt(sorted, value))];
    }

    private static int ClassAt(double[] sorted, double value)
    {
        var first = Array.FindIndex(sorted, other => other >= value);
        var last = Array.FindLastIndex(sorted, other => other <= value);
        var place = (first + last) / 2.0;
        return Math.Min(Count, 1 + (int)(Count * (place + 0.5) / sorted.Length));
    }
}
