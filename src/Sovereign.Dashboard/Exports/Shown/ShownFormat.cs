namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>Formats in which a page can be taken along.</summary>
public static class ShownFormat
{
    public const string Csv = "csv";
    public const string Json = "json";
    public const string Xlsx = "xlsx";
    public const string Svg = "svg";
    public const string Png = "png";
    public const string Zip = "zip";

    /// <summary>In the order in which they are offered, with their names.</summary>
    public static IReadOnlyList<(string Code, string Title)> All { get; } =
        [(Csv, "CSV"), (Xlsx, "XLSX"), (Json, "JSON"), (Svg, "SVG"), (Png, "PNG"), (Zip, "ZIP with README and citation")];

    /// <summary>For routes: the extension is one of them.</summary>
    public const string Constraint = "regex(^(csv|json|xlsx|svg|png|zip)$)";

    /// <summary>The formats as links: title and address.</summary>
    /// <param name="drawn">Whether there is a picture.</param>
    /// <param name="href">The address by the format's code.</param>
    public static IReadOnlyList<(string Title, string Href)> Links(bool drawn, Func<string, string> href) =>
        [.. All.Where(format => drawn || !IsPicture(format.Code)).Select(format => (format.Title, href(format.Code)))];

    public static bool IsPicture(string code) => code is Svg or Png;
}
