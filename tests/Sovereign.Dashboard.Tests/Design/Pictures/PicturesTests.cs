using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Design.Pictures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design.Pictures;

public sealed class PicturesTests
{
    private static readonly PictureFrame Frame = new("Power <of> countries", "GW & more", ["Source: \"one\".", "/indicators/power?asOf=2026"]);

    private static readonly DotPlotRow[] Rows =
    [
        new("United States", 53.7, 50, 60, "53.7", false, false, null), new("India", 3.6, null, null, "3.6", true, true, null),
        new("Kenya", null, null, null, "no figure", false, false, null), new("Nil", 0, null, null, "0", false, false, null),
    ];

    [Fact]
    public void A_picture_carries_title_unit_source_and_address_and_is_well_formed_whatever_is_written()
    {
        var svg = SvgPicture.Write(DotPlotPicture.Of(Frame, Rows, linear: false));
        var root = XDocument.Parse(svg).Root!;
        var texts = root.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Contains("Power <of> countries", texts);
        Assert.Contains("GW & more", texts);
        Assert.Contains("/indicators/power?asOf=2026", texts);
        Assert.Contains("no figure", texts);
        Assert.Equal("Power <of> countries", root.Elements().First().Value);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_estimate_is_hollow_and_zero_has_no_dot_on_a_logarithmic_axis()
    {
        var picture = DotPlotPicture.Of(Frame, Rows, linear: false);
        var dots = picture.Shapes.OfType<Shape.Circle>().ToList();
        Assert.Equal(2, dots.Count);
        Assert.NotNull(dots[0].Fill);
        Assert.Null(dots[1].Fill);
        Assert.True(dots[0].X > dots[1].X);
    }

    [Fact]
    public void The_same_picture_is_the_same_bytes_and_has_its_size_in_points()
    {
        var picture = DotPlotPicture.Of(Frame, Rows, linear: true);
        var bytes = PngPicture.Write(picture);
        Assert.Equal(bytes, PngPicture.Write(picture));
        using var image = SKBitmap.Decode(bytes);
        Assert.Equal(((int)picture.Width * 2, (int)Math.Ceiling(picture.Height * 2)), (image.Width, image.Height));
        // Letters are drawn, not boxes of a font that is not there: ink stands where the title does.
        Assert.Contains(Enumerable.Range(48, 300), x => image.GetPixel(x, 74).Red < 100);
    }

    [Fact]
    public void Nothing_is_drawn_outside()
    {
        MapTile[] tiles = [.. MapRegions.Columns.SelectMany(column => column).SelectMany((region, r) => Enumerable.Range(0, 55).Select(i =>
            new MapTile($"{r}-{i}", $"{region} {i}", region, i, $"{i}", "2024", "’23 E", true, false, "/", null)))];
        foreach (var picture in new[] { TileMapPicture.Of(Frame, tiles, totals: false), TileMapPicture.Of(Frame, tiles, totals: true), DotPlotPicture.Of(Frame, Rows, true) })
        {
            Assert.All(picture.Shapes.OfType<Shape.Box>(), box => Assert.True(box.X >= 0 && box.X + box.Width <= picture.Width && box.Y + box.Height <= picture.Height + 0.01));
            Assert.All(picture.Shapes.OfType<Shape.Words>(), words => Assert.InRange(words.Y, 0, picture.Height));
        }
    }

    [Fact]
    public void A_line_of_estimates_is_dashed_and_labels_do_not_stand_on_each_other()
    {
        LineSeries[] series =
        [
            new("India", "Ember", [new(2020.5, "2020", 10, "10", false), new(2021.5, "2021", 11, "11", true)]),
            new("United States", null, [new(2020.5, "2020", 10.1, "10.1", false), new(2021.5, "2021", 11.1, "11.1", false)]),
        ];
        var picture = LinePicture.Of(Frame, series);
        Assert.Single(picture.Shapes.OfType<Shape.Line>(), line => line.Dash.Count > 0);
        var labels = picture.Shapes.OfType<Shape.Words>().Where(words => words.Text is "India" or "United States").Select(words => words.Y).ToList();
        Assert.True(Math.Abs(labels[0] - labels[1]) >= 13);
        Assert.Throws<ArgumentException>(() => LinePicture.Of(Frame, []));
    }

    [Fact]
    public void Inks_are_those_of_the_sheet()
    {
        var sheet = File.ReadAllText(Path.Combine(Repository(), "wwwroot", "css", "site.css"));
        foreach (var (token, ink) in new[] { ("ink", Inks.Ink), ("quiet", Inks.Quiet), ("edge", Inks.Edge), ("accent", Inks.Accent), ("warm", Inks.Warm), ("good", Inks.Good), ("hair", Inks.Hair) })
            Assert.Equal(ink, Light(token));
        Assert.Equal(Inks.Classes, Enumerable.Range(1, MapClasses.Count).Select(number => Light($"c{number}")));

        string Light(string token) => Regex.Match(sheet, $@"--{token}: light-dark\((#[0-9a-f]{{6}})").Groups[1].Value;
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("", 4, "")]
    public void Lines_break_between_words(string text, int letters, string lines) => Assert.Equal(lines, string.Join('|', PictureFrame.Wrap(text, letters)));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sovereign.Dashboard.sln"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
