namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>One thing drawn in a <see cref="Picture"/>; places and lengths in its units, colours as <c>#rrggbb</c>. A closed list: each way of writing knows all of them.</summary>
public abstract record Shape
{
    private Shape() { }

    /// <param name="Dash">Lengths of dash and gap alternating; empty for a line without gaps.</param>
    public sealed record Line(double FromX, double FromY, double ToX, double ToY, string Ink, double Width = 1, params IReadOnlyList<double> Dash) : Shape;

    /// <param name="Fill">Null for a hollow circle.</param>
    public sealed record Circle(double X, double Y, double Radius, string Ink, string? Fill) : Shape;

    /// <param name="Ink">Of the outline; null for none.</param>
    /// <param name="Fill">Null for none.</param>
    /// <param name="Dashed">Whether the outline is dashed.</param>
    public sealed record Box(double X, double Y, double Width, double Height, string? Ink, string? Fill, bool Dashed = false) : Shape;

    /// <summary>One line of text; <paramref name="Y"/> is its base line.</summary>
    public sealed record Words(double X, double Y, string Text, double Size, string Ink, Anchor Anchor = Anchor.Start, bool Bold = false) : Shape;
}

/// <summary>Which end of a text its place is.</summary>
public enum Anchor
{
    Start,
    Middle,
    End,
}
