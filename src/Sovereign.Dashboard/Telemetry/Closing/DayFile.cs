using System.Globalization;
using System.Text;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>The file that publishes a closed day: one row for each national figure that is free. The same day closed again gives the same bytes.</summary>
public static class DayFile
{
    /// <param name="day">The UTC day.</param>
    /// <param name="nations">Its figures, by country.</param>
    /// <param name="batches">Requests that the day rests on.</param>
    /// <param name="digest">Over their hashes.</param>
    /// <returns>The file; null where no figure is free.</returns>
    public static byte[]? Write(DateOnly day, IReadOnlyList<NationDay> nations, long batches, byte[] digest)
    {
        var rows = nations.OrderBy(nation => nation.Country, StringComparer.Ordinal).SelectMany(nation => Rows(day, nation, batches, digest)).ToList();
        return rows.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', [string.Join(',', Columns.All), .. rows]) + "\n");
    }

    private static IEnumerable<string> Rows(DateOnly day, NationDay nation, long batches, byte[] digest)
    {
        foreach (var indicator in LiveIndicators.All)
        {
            foreach (var figure in nation.Figures.Where(figure => figure.Kpi == indicator.Kpi && figure.PublicValue is not null))
            {
                // Models whose size nobody stated are in the total and in no class.
                if (figure.ModelClass is "" || (figure.ModelClass is not null && !indicator.ByModelClass)) continue;
                // Arithmetic beside the figure. The digits end where a metre's certainly do: more of them would claim what nobody measured.
                var note = string.Create(CultureInfo.InvariantCulture,
                    $"{figure.Ratio.Numerator:G12} / {figure.Ratio.Denominator:G12} of {figure.Engines} engines of {figure.Operators} operators; {batches} requests, digest {Convert.ToHexStringLower(digest)[..16]}");
                var cells = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["indicator"] = indicator.Code,
                    ["country"] = nation.Country,
                    ["period"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["value"] = Digits(figure.PublicValue!.Value),
                    ["unit"] = indicator.Kpi.Unit,
                    ["definition"] = LiveIndicators.DefinitionOf(figure.Boundary, figure.ModelClass),
                    ["control"] = "territory",
                    ["bound"] = "exact",
                    ["coverage"] = "partial",
                    ["status"] = "A",
                    ["method"] = "measured",
                    ["source"] = LiveIndicators.Source,
                    ["note"] = $"\"{note}\"",
                };
                yield return string.Join(',', Columns.All.Select(column => cells.GetValueOrDefault(column, "")));
            }
        }
    }

    private static string Digits(double value)
    {
        var rounded = decimal.Parse(value.ToString("E4", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return rounded.ToString(CultureInfo.InvariantCulture);
    }
}
