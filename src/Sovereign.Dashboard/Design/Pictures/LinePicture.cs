using System.Globalization;

namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>The series of a <see cref="LineChart"/> as a picture.</summary>
public static class LinePicture
{
    private const double Height = 260;
    private const double Labels = 150;
    private const double Track = PictureFrame.Inside - Labels - 20;
    private const double LabelHeight = 32;

    /// <exception cref="ArgumentException">No series has a point.</exception>
    public static Picture Of(PictureFrame frame, IReadOnlyList<LineSeries> series)
    {
        var points = series.SelectMany(one => one.Points).ToList();
        if (points.Count == 0)
            throw new ArgumentException("A picture of change over time needs a point.", nameof(series));
        var axis = LinearAxis.Over([.. points.Select(point => point.Value)]);
        var (first, last) = (points.Min(point => point.At), points.Max(point => point.At));
        return frame.Around(Height + 24, Shapes(series, axis, first, last > first ? last : first + 1));
    }

    private static IEnumerable<Shape> Shapes(IReadOnlyList<LineSeries> series, LinearAxis axis, double first, double last)
    {
        foreach (var tick in axis.Ticks)
        {
            yield return new Shape.Line(0, Y(tick), Track, Y(tick), tick == axis.First ? Inks.Edge : Inks.Hair);
            yield return new Shape.Words(0, Y(tick) - 4, Numbers.Tick(tick), 12, Inks.Quiet);
        }
        var step = Math.Max(1, (int)Math.Ceiling((last - first) / 8));
        for (var year = (int)Math.Ceiling(first - 0.5); year <= last; year += step)
        {
            yield return new Shape.Line(X(year + 0.5), Height, X(year + 0.5), Height + 4, Inks.Edge);
            yield return new Shape.Words(X(year + 0.5), Height + 20, year.ToString(CultureInfo.InvariantCulture), 12, Inks.Quiet, Anchor.Middle);
        }
        var free = double.NegativeInfinity;
        foreach (var (one, index) in series.Select((one, index) => (one, index)).Where(entry => entry.one.Points.Count > 0).OrderBy(entry => Y(entry.one.Points[^1].Value)))
        {
            var ink = index < Inks.Series.Count ? Inks.Series[index] : Inks.Edge;
            for (var i = 1; i < one.Points.Count; i++)
            {
                var (from, to) = (one.Points[i - 1], one.Points[i]);
                yield return to.Estimated
                    ? new Shape.Line(X(from.At), Y(from.Value), X(to.At), Y(to.Value), ink, 2, 5, 4)
                    : new Shape.Line(X(from.At), Y(from.Value), X(to.At), Y(to.Value), ink, 2);
            }
            foreach (var point in one.Points)
                yield return new Shape.Circle(X(point.At), Y(point.Value), 3.5, ink, point.Estimated ? null : ink);
            var top = Math.Max(free, Y(one.Points[^1].Value) + 4);
            free = top + LabelHeight;
            yield return new Shape.Words(Track + 20, top, one.Label, 13, ink, Bold: true);
            if (one.Note is { } note)
                yield return new Shape.Words(Track + 20, top + 14, note, 11.5, Inks.Quiet);
        }

        double X(double at) => 8 + (Track - 16) * Math.Clamp((at - first) / (last - first), 0, 1);
        double Y(double value) => Height - (Height - 14) * axis.Place(value) / 100;
    }
}
