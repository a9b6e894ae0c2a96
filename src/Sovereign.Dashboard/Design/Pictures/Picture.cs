namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>A drawing that leaves the system as a file: fixed in size, light whatever the reader's screen, with everything it needs written on it.</summary>
/// <param name="Title">What it shows; also said to whoever cannot see it.</param>
/// <param name="Width">In units, of which a picture of points has two.</param>
/// <param name="Height">In the same.</param>
/// <param name="Shapes">In the order in which they are drawn.</param>
public sealed record Picture(string Title, double Width, double Height, IReadOnlyList<Shape> Shapes);
