using System.Globalization;

namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>Version numbers that tell a consumer what to expect: a removal is major, news minor, a correction patch.</summary>
public static class SemanticVersions
{
    /// <param name="last">The newest version of the dataset; null for the first.</param>
    /// <param name="removal">Rows disappear.</param>
    /// <param name="correction">What was published wrongly is mended.</param>
    public static string Next(string? last, bool removal, bool correction)
    {
        if (last is null) return "1.0.0";
        var parts = last.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (removal, correction) switch
        {
            (true, _) => $"{parts[0] + 1}.0.0",
            (false, true) => $"{parts[0]}.{parts[1]}.{parts[2] + 1}",
            (false, false) => $"{parts[0]}.{parts[1] + 1}.0",
        };
    }
}
