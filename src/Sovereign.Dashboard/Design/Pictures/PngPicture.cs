using SkiaSharp;

namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>
/// Writes a picture as PNG, two points to the unit. Letters are those of DejaVu Sans, which comes with the portal: a server has no fonts of its own, and the same
/// picture shall look the same everywhere.
/// </summary>
public static class PngPicture
{
    public const string MediaType = "image/png";

    private const float PointsPerUnit = 2;

    private static readonly Lazy<SKTypeface> plain = new(() => Font("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> bold = new(() => Font("DejaVuSans-Bold.ttf"));

    public static byte[] Write(Picture picture)
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)(picture.Width * PointsPerUnit), (int)Math.Ceiling(picture.Height * PointsPerUnit)));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(PointsPerUnit);
        foreach (var shape in picture.Shapes) Draw(canvas, shape);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape)
    {
        switch (shape)
        {
            case Shape.Line line:
                using (var paint = Stroke(line.Ink, line.Width))
                using (var dash = line.Dash.Count == 0 ? null : SKPathEffect.CreateDash([.. line.Dash.Select(length => (float)length)], 0))
                {
                    paint.PathEffect = dash;
                    canvas.DrawLine((float)line.FromX, (float)line.FromY, (float)line.ToX, (float)line.ToY, paint);
                }

                break;
            case Shape.Circle circle:
                using (var fill = Fill(circle.Fill ?? Inks.Paper)) canvas.DrawCircle((float)circle.X, (float)circle.Y, (float)circle.Radius, fill);
                using (var stroke = Stroke(circle.Ink, 2)) canvas.DrawCircle((float)circle.X, (float)circle.Y, (float)circle.Radius, stroke);
                break;
            case Shape.Box box:
                var area = SKRect.Create((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height);
                if (box.Fill is { } ground)
                {
                    using var fill = Fill(ground);
                    canvas.DrawRect(area, fill);
                }

                if (box.Ink is { } outline)
                {
                    using var stroke = Stroke(outline, 1);
                    using var dash = box.Dashed ? SKPathEffect.CreateDash([3, 2], 0) : null;
                    stroke.PathEffect = dash;
                    canvas.DrawRect(area, stroke);
                }

                break;
            case Shape.Words words:
                using (var font = new SKFont(words.Bold ? bold.Value : plain.Value, (float)words.Size))
                using (var paint = Fill(words.Ink))
                {
                    canvas.DrawText(
                        words.Text, (float)words.X, (float)words.Y,
                        words.Anchor switch { Anchor.Middle => SKTextAlign.Center, Anchor.End => SKTextAlign.Right, _ => SKTextAlign.Left }, font, paint);
                }

                break;
            default:
                throw new InvalidOperationException($"No such shape: {shape}.");
        }
    }

    private static SKPaint Fill(string ink) => new() { Color = SKColor.Parse(ink), IsAntialias = true, Style = SKPaintStyle.Fill };

    private static SKPaint Stroke(string ink, double width) =>
        new() { Color = SKColor.Parse(ink), IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = (float)width };

    private static SKTypeface Font(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "fonts", file);
        return SKTypeface.FromFile(path) ?? throw new FileNotFoundException("The font for pictures is missing; npm ci and a build bring it.", path);
    }
}
