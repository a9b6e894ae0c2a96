namespace Sovereign.Dashboard.Design.Pictures;

/// <summary>The light colours of <c>site.css</c>; a test holds the two together.</summary>
public static class Inks
{
    public const string Paper = "#ffffff";
    public const string Ink = "#15202b";
    public const string Quiet = "#53606d";
    public const string Hair = "#ebe7dd";
    public const string Edge = "#76818c";
    public const string Accent = "#12436d";
    public const string Warm = "#b0450b";
    public const string Good = "#12706a";

    /// <summary>Of the classes 1 to 5 of a map.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["#e6eef5", "#b9d2e8", "#86b3d9", "#356f9f", "#12436d"];

    /// <summary>Of the first to fourth series of a chart, in the order of <c>tone-0</c> to <c>tone-3</c>.</summary>
    public static IReadOnlyList<string> Series { get; } = [Warm, Accent, Good, Ink];

    /// <summary>What is written on a class of a map.</summary>
    public static string On(int mapClass) => mapClass >= 4 ? Paper : Ink;
}
