using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sovereign.Dashboard.Gap.Worldview;

/// <summary>
/// Outlines of countries by Natural Earth 1:110m (public domain, through npm <c>world-atlas</c>), projected once. The lines are those that Natural Earth draws: de facto.
/// </summary>
public sealed class WorldOutlines
{
    public const int Width = 1600;

    public static readonly int Height = (int)Math.Round(Width * EqualEarth.HalfHeight / EqualEarth.HalfWidth);

    /// <summary>Where a build puts the outlines.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "worldview", "countries-110m.json");

    private WorldOutlines(IReadOnlyList<WorldOutline> all) => All = all;

    public IReadOnlyList<WorldOutline> All { get; }

    /// <summary>Reads TopoJSON (https://github.com/topojson/topojson-specification): arcs in whole steps from point to point, rings as lists of arcs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alpha3">From the numeric code of ISO 3166-1, three digits, to alpha-3.</param>
    /// <exception cref="FileNotFoundException">The outlines are not there: npm did not bring them.</exception>
    public static WorldOutlines Read(string path, IReadOnlyDictionary<string, string> alpha3)
    {
        if (!File.Exists(path)) throw new FileNotFoundException("The outlines of countries are missing; npm ci and a build bring them.", path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var arcs = Arcs(root);
        return new(
        [
            .. root.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray().Select(geometry => new WorldOutline(
                geometry.TryGetProperty("id", out var id) ? alpha3.GetValueOrDefault(id.GetString() ?? "") : null,
                geometry.GetProperty("properties").GetProperty("name").GetString() ?? "",
                PathOf(geometry, arcs))),
        ]);
    }

    /// <summary>Every arc, its points in degrees.</summary>
    private static (double Longitude, double Latitude)[][] Arcs(JsonElement root)
    {
        var transform = root.GetProperty("transform");
        var (scale, origin) = (Pair(transform.GetProperty("scale")), Pair(transform.GetProperty("translate")));
        return
        [
            .. root.GetProperty("arcs").EnumerateArray().Select(arc =>
            {
                var (x, y) = (0.0, 0.0);
                return arc.EnumerateArray().Select(step =>
                {
                    var (dx, dy) = Pair(step);
                    (x, y) = (x + dx, y + dy);
                    return (origin.X + x * scale.X, origin.Y + y * scale.Y);
                }).ToArray();
            }),
        ];
    }

    private static (int X, int Y) Placed(double longitude, double latitude)
    {
        var (x, y) = EqualEarth.Project(Math.Clamp(longitude, -180, 180), Math.Clamp(latitude, -90, 90));
        return ((int)Math.Round(Width * (1 + x / EqualEarth.HalfWidth) / 2), (int)Math.Round(Height * (1 - y / EqualEarth.HalfHeight) / 2));
    }

    private static string PathOf(JsonElement geometry, (double Longitude, double Latitude)[][] arcs)
    {
        var path = new StringBuilder();
        var rings = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => geometry.GetProperty("arcs").EnumerateArray(),
            "MultiPolygon" => geometry.GetProperty("arcs").EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()),
            var other => throw new InvalidDataException($"An outline is a {other}."),
        };
        foreach (var ring in rings)
        {
            var points = Unwrapped(ring.EnumerateArray().SelectMany(arc => PointsOf(arc.GetInt32(), arcs)));
            // What crosses the 180th meridian is drawn on both sides of it, each cut off there.
            foreach (var turn in new[] { 0, -360, 360 })
            {
                if (points.Any(point => Math.Abs(point.Longitude + turn) < 180)) Append(path, points.Select(point => Placed(point.Longitude + turn, point.Latitude)));
            }
        }
        return path.ToString();
    }

    /// <summary>A negative number is the arc of its complement, walked backwards.</summary>
    private static IEnumerable<(double Longitude, double Latitude)> PointsOf(int arc, (double Longitude, double Latitude)[][] arcs) => arc >= 0 ? arcs[arc] : arcs[~arc].Reverse();

    /// <summary>The ring without leaps from one side of the world to the other; longitudes may pass 180. A ring around a pole is closed over the pole.</summary>
    private static List<(double Longitude, double Latitude)> Unwrapped(IEnumerable<(double Longitude, double Latitude)> ring)
    {
        var points = new List<(double Longitude, double Latitude)>();
        foreach (var (longitude, latitude) in ring)
        {
            var turns = points.Count == 0 ? 0 : Math.Round((points[^1].Longitude - longitude) / 360);
            points.Add((longitude + 360 * turns, latitude));
        }
        if (points.Count > 0 && Math.Abs(points[^1].Longitude - points[0].Longitude) > 180)
        {
            var pole = points[0].Latitude < 0 ? -90 : 90;
            points.Add((points[^1].Longitude, pole));
            points.Add((points[0].Longitude, pole));
        }
        return points;
    }

    /// <summary>Whole units, each point as the step from the one before: a page pays for every digit.</summary>
    private static void Append(StringBuilder path, IEnumerable<(int X, int Y)> points)
    {
        (int X, int Y)? last = null;
        foreach (var point in points)
        {
            if (last is not { } before) path.Append(CultureInfo.InvariantCulture, $"M{point.X},{point.Y}l");
            else if (point != before) path.Append(CultureInfo.InvariantCulture, $"{point.X - before.X},{point.Y - before.Y} ");
            last = point;
        }
        if (path[^1] is 'l' or ' ') path.Length--;
        path.Append('z');
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());
}
