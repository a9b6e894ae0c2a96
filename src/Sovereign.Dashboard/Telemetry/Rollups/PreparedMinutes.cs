using System.Globalization;

namespace Sovereign.Dashboard.Telemetry.Rollups;

/// <summary>Minutes that can be written: their partitions and the layouts of their histograms are there.</summary>
public sealed class PreparedMinutes(IReadOnlyList<MinuteRow> rows, IReadOnlyDictionary<string, int> layouts)
{
    public IReadOnlyList<MinuteRow> Rows => rows;

    /// <summary>Row of the layout with these bounds.</summary>
    public int LayoutOf(double[] bounds) => layouts[NameOf(bounds)];

    internal static string NameOf(double[] bounds) => string.Join(' ', bounds.Select(bound => bound.ToString("R", CultureInfo.InvariantCulture)));
}
