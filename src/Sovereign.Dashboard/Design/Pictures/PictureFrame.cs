namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>What stands around a drawing, so that whoever meets it alone knows what it is, whose figures it shows and where to find them.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitle">Unit, period, axis.</param>
/// <param name="Feet">Sources, processing, edition, licence, address: one paragraph each.</param>
public sealed record PictureFrame(string Title, string Subtitle, IReadOnlyList<string> Feet)
{
    public const double Width = 800;

    private const double Margin = 24;

    /// <summary>Room of the drawing between the margins.</summary>
    public const double Inside = Width - 2 * Margin;

    /// <summary>Letters of the small size that fit between the margins; a narrow estimate, since the letters' widths are not known here.</summary>
    private const int SmallPerLine = 115;

    private const int TitlePerLine = 68;

    /// <summary>Puts title and feet around shapes that were drawn from (0, 0) to (<see cref="Inside"/>, <paramref name="height"/>).</summary>
    public Picture Around(double height, IEnumerable<Shape> drawing)
    {
        var shapes = new List<Shape>();
        var y = Margin + 16;
        foreach (var line in Wrap(Title, TitlePerLine))
        {
            shapes.Add(new Shape.Words(Margin, y, line, 19, Inks.Ink, Bold: true));
            y += 25;
        }
        foreach (var line in Wrap(Subtitle, SmallPerLine))
        {
            shapes.Add(new Shape.Words(Margin, y, line, 12.5, Inks.Quiet));
            y += 18;
        }
        y += 6;
        shapes.AddRange(drawing.Select(shape => Moved(shape, Margin, y)));
        y += height + 26;
        foreach (var line in Feet.SelectMany(foot => Wrap(foot, SmallPerLine)))
        {
            shapes.Add(new Shape.Words(Margin, y, line, 11.5, Inks.Quiet));
            y += 16;
        }
        y += Margin - 12;
        return new(Title, Width, y, [new Shape.Box(0, 0, Width, y, null, Inks.Paper), .. shapes]);
    }

    /// <summary>Breaks a paragraph between words; a word longer than a line is cut.</summary>
    internal static IEnumerable<string> Wrap(string text, int letters)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(letters).Select(part => new string(part))))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0)
            yield return line;
    }

    private static Shape Moved(Shape shape, double x, double y) => shape switch
    {
        Shape.Line line => line with { FromX = line.FromX + x, FromY = line.FromY + y, ToX = line.ToX + x, ToY = line.ToY + y },
        Shape.Circle circle => circle with { X = circle.X + x, Y = circle.Y + y },
        Shape.Box box => box with { X = box.X + x, Y = box.Y + y },
        Shape.Words words => words with { X = words.X + x, Y = words.Y + y },
        _ => throw new InvalidOperationException($"No such shape: {shape}."),
    };
}
