namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>The rows of a <see cref="DotPlot"/> as a picture.</summary>
public static class DotPlotPicture
{
    private const double Row = 26;
    private const double Names = 190;
    private const double Values = 120;
    private const double Track = PictureFrame.Inside - Names - Values - 24;

    public static Picture Of(PictureFrame frame, IReadOnlyList<DotPlotRow> rows, bool linear)
    {
        var values = rows.SelectMany(row => new[] { row.Value, row.Low, row.High }).OfType<double>().ToList();
        var axis = values.Count == 0 ? null : linear ? LinearAxis.Over(values) : (Axis?)LogAxis.Over(values);
        var height = (rows.Count + 1) * Row;
        return frame.Around(height, Shapes(rows, axis, linear));
    }

    private static IEnumerable<Shape> Shapes(IReadOnlyList<DotPlotRow> rows, Axis? axis, bool linear)
    {
        var bottom = rows.Count * Row;
        foreach (var tick in axis?.Ticks ?? [])
        {
            yield return new Shape.Line(At(axis!, tick), 0, At(axis!, tick), bottom, Inks.Hair);
            yield return new Shape.Line(At(axis!, tick), bottom, At(axis!, tick), bottom + 4, Inks.Edge);
            yield return new Shape.Words(At(axis!, tick), bottom + 18, Numbers.Tick(tick), 12, Inks.Quiet, Anchor.Middle);
        }
        if (axis is not null)
            yield return new Shape.Line(Names + 12, bottom, Names + 12 + Track, bottom, Inks.Edge);
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            var (y, ink) = (index * Row + Row / 2, row.Emphasised ? Inks.Warm : Inks.Accent);
            yield return new Shape.Words(Names, y + 4, Cut(row.Label, 26), 13, Inks.Ink, Anchor.End, row.Emphasised);
            if (row.Value is not { } value)
            {
                yield return new Shape.Words(Names + 18, y + 4, row.ValueText, 12, Inks.Quiet);
                continue;
            }
            yield return new Shape.Words(PictureFrame.Inside, y + 4, row.ValueText, 13, Inks.Ink, Anchor.End, row.Emphasised);
            if (axis is null || !linear && value <= 0)
                continue;
            yield return new Shape.Line(Names + 12, y, At(axis, value), y, Inks.Edge, 1, 1, 5);
            if (row is { Low: { } low, High: { } high } && high > low)
                yield return new Shape.Line(At(axis, low), y, At(axis, high), y, Inks.Quiet, 2);
            yield return new Shape.Circle(At(axis, value), y, 5.5, ink, row.Estimated ? null : ink);
        }
    }

    private static double At(Axis axis, double value) => Names + 12 + Track * axis.Place(value) / 100;

    private static string Cut(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)] + "…";
}
