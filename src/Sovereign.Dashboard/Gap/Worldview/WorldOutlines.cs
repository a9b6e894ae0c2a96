using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sovereign.Dashboard.Gap.Worldview;

/// <summary>
/// Outlines of countries by Natural Earth 1:110m (public domain, through npm <c>world-atlas</c>), projected once. The lines are those that Natural Earth draws: de facto.
/// </summary>
public sealed class WorldOutlines
{
    public const double Width = 800;

    public static readonly double Height = Math.Round(Width * EqualEarth.HalfHeight / EqualEarth.HalfWidth, 1);

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

    /// <summary>Every arc, its points projected into the box.</summary>
    private static (double X, double Y)[][] Arcs(JsonElement root)
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
                    return Placed(origin.X + x * scale.X, origin.Y + y * scale.Y);
                }).ToArray();
            }),
        ];
    }

    private static (double X, double Y) Placed(double longitude, double latitude)
    {
        var (x, y) = EqualEarth.Project(Math.Clamp(longitude, -180, 180), Math.Clamp(latitude, -90, 90));
        return (Width * (1 + x / EqualEarth.HalfWidth) / 2, Height * (1 - y / EqualEarth.HalfHeight) / 2);
    }

    private static string PathOf(JsonElement geometry, (double X, double Y)[][] arcs)
    {
        var path = new StringBuilder();
        var rings = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => geometry.GetProperty("arcs").EnumerateArray(),
            "MultiPolygon" => geometry.GetProperty("arcs").EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()),
            var other => throw new InvalidDataException($"An outline is a {other}."),
        };
        foreach (var ring in rings) Append(path, ring.EnumerateArray().SelectMany(arc => PointsOf(arc.GetInt32(), arcs)));
        return path.ToString();
    }

    /// <summary>A negative number is the arc of its complement, walked backwards.</summary>
    private static IEnumerable<(double X, double Y)> PointsOf(int arc, (double X, double Y)[][] arcs) => arc >= 0 ? arcs[arc] : arcs[~arc].Reverse();

    private static void Append(StringBuilder path, IEnumerable<(double X, double Y)> points)
    {
        var last = "";
        foreach (var (x, y) in points)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
            // What lies within a tenth of a unit is one point.
            if (place == last) continue;
            path.Append(last.Length == 0 ? 'M' : 'L').Append(place);
            last = place;
        }
        path.Append('Z');
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());
}
