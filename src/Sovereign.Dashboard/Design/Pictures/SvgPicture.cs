using System.Globalization;
using System.Text;
using System.Xml;

namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>Writes a picture as SVG 1.1: text stays text, and nothing in it runs or is loaded.</summary>
public static class SvgPicture
{
    public const string MediaType = "image/svg+xml";

    private const string Fonts = "'Noto Sans', 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif";

    public static string Write(Picture picture)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            xml.WriteAttributeString("viewBox", $"0 0 {Number(picture.Width)} {Number(picture.Height)}");
            xml.WriteAttributeString("width", Number(picture.Width));
            xml.WriteAttributeString("height", Number(picture.Height));
            xml.WriteAttributeString("role", "img");
            xml.WriteAttributeString("font-family", Fonts);
            xml.WriteElementString("title", picture.Title);
            foreach (var shape in picture.Shapes) Write(xml, shape);
            xml.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, Shape shape)
    {
        switch (shape)
        {
            case Shape.Line line:
                Element(xml, "line", ("x1", Number(line.FromX)), ("y1", Number(line.FromY)), ("x2", Number(line.ToX)), ("y2", Number(line.ToY)), ("stroke", line.Ink),
                    ("stroke-width", Number(line.Width)), ("stroke-dasharray", line.Dash.Count == 0 ? null : string.Join(' ', line.Dash.Select(Number))));
                break;
            case Shape.Circle circle:
                Element(xml, "circle", ("cx", Number(circle.X)), ("cy", Number(circle.Y)), ("r", Number(circle.Radius)), ("stroke", circle.Ink), ("stroke-width", "2"),
                    ("fill", circle.Fill ?? Inks.Paper));
                break;
            case Shape.Box box:
                Element(xml, "rect", ("x", Number(box.X)), ("y", Number(box.Y)), ("width", Number(box.Width)), ("height", Number(box.Height)), ("fill", box.Fill ?? "none"),
                    ("stroke", box.Ink), ("stroke-dasharray", box.Dashed ? "3 2" : null));
                break;
            case Shape.Words words:
                xml.WriteStartElement("text");
                Attributes(xml, ("x", Number(words.X)), ("y", Number(words.Y)), ("font-size", Number(words.Size)), ("fill", words.Ink),
                    ("text-anchor", words.Anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => null }), ("font-weight", words.Bold ? "600" : null));
                xml.WriteString(words.Text);
                xml.WriteEndElement();
                break;
            default:
                throw new InvalidOperationException($"No such shape: {shape}.");
        }
    }

    private static void Element(XmlWriter xml, string name, params (string Name, string? Value)[] attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, string? Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value is not null) xml.WriteAttributeString(name, value);
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
