namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>The steps of a <see cref="Waterfall"/> as a picture, on a logarithmic axis: dots and lines, never bars.</summary>
public static class WaterfallPicture
{
    private const double Row = 30;
    private const double Names = 230;
    private const double Values = 110;
    private const double Track = PictureFrame.Inside - Names - Values - 24;

    /// <exception cref="ArgumentException">No value is positive: a logarithmic axis has no place for zero.</exception>
    public static Picture Of(PictureFrame frame, IReadOnlyList<WaterfallStep> steps)
    {
        var axis = LogAxis.Over(steps.SelectMany(step => new[] { step.From, step.To, step.Low, step.High }).OfType<double>())
            ?? throw new ArgumentException("A picture of factors needs positive values.", nameof(steps));
        return frame.Around((steps.Count + 1) * Row, Shapes(steps, axis));
    }

    private static IEnumerable<Shape> Shapes(IReadOnlyList<WaterfallStep> steps, LogAxis axis)
    {
        var bottom = steps.Count * Row;
        foreach (var tick in axis.Ticks)
        {
            yield return new Shape.Line(At(axis, tick), 0, At(axis, tick), bottom + 4, Inks.Hair);
            yield return new Shape.Words(At(axis, tick), bottom + 18, Numbers.Tick(tick), 12, Inks.Quiet, Anchor.Middle);
        }
        yield return new Shape.Line(Names + 12, bottom, Names + 12 + Track, bottom, Inks.Edge);
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            var (y, ink) = (index * Row + Row / 2, step.Emphasised ? Inks.Warm : Inks.Accent);
            foreach (var (line, place) in PictureFrame.Wrap(step.Label, 34).Take(2).Select((line, place) => (line, place)))
                yield return new Shape.Words(Names, y + 4 + place * 13, line, 12.5, Inks.Ink, Anchor.End, step.From is null);
            yield return new Shape.Words(PictureFrame.Inside, y + 4, step.Text, 13, Inks.Ink, Anchor.End, step.From is null);
            if (step.From is { } from)
            {
                yield return new Shape.Line(At(axis, from), y - Row + 6, At(axis, from), y, Inks.Edge, 1, 2, 3);
                yield return new Shape.Line(At(axis, from), y, At(axis, step.To), y, ink, 2);
            }
            if (step is { Low: { } low, High: { } high })
                yield return new Shape.Line(At(axis, low), y + 5, At(axis, high), y + 5, Inks.Quiet, 1.5);
            yield return new Shape.Circle(At(axis, step.To), y, 5, ink, ink);
        }
    }

    private static double At(LogAxis axis, double value) => Names + 12 + Track * axis.Place(value) / 100;
}
