using System.Globalization;
using System.Text;
using Npgsql;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>
/// The file that publishes closed days: one row for each national figure that is free, of all days, so that a figure which is free no longer leaves
/// with the next version. The same days give the same bytes.
/// </summary>
public static class DayFile
{
    /// <summary>What is published of a figure: its digits; null where it is confidential or there is none.</summary>
    /// <remarks>Five digits: more would claim what no meter measures.</remarks>
    public static string? Digits(NationFigure figure) => figure.PublicValue is { } value && IsPublished(figure)
        ? decimal.Parse(value.ToString("E4", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
        : null;

    /// <summary>The arithmetic beside a figure, and what it rests on.</summary>
    public static string Note(NationFigure figure, long batches, byte[] digest) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Ratio.Numerator:G12} / {figure.Ratio.Denominator:G12} of {figure.Engines} engines of {figure.Operators} operators; {batches} requests, digest {Convert.ToHexStringLower(digest)[..16]}");

    /// <summary>The file of all days.</summary>
    /// <returns>Null where no figure is free.</returns>
    public static async Task<byte[]?> WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var lines = new List<string>();
        await using var command = new NpgsqlCommand(
            "SELECT country, day, kpi, boundary, model_class, value, note, language FROM telemetry.nation_figure WHERE value IS NOT NULL ORDER BY day, country COLLATE \"C\", kpi COLLATE \"C\", boundary COLLATE \"C\", model_class COLLATE \"C\", language COLLATE \"C\"",
            connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            if (LiveIndicators.All.FirstOrDefault(one => one.Kpi.Code == row.GetString(2)) is not { } indicator) continue;
            EnergyBoundary? boundary = row.GetString(3) is { Length: > 0 } energy ? Enum.Parse<EnergyBoundary>(energy, ignoreCase: true) : null;
            var cells = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["indicator"] = indicator.Code,
                ["country"] = row.GetString(0),
                ["period"] = row.GetFieldValue<DateOnly>(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["value"] = row.GetString(5),
                ["unit"] = indicator.Kpi.Unit,
                ["definition"] = LiveIndicators.DefinitionOf(
                    boundary, row.GetString(4) is { Length: > 0 } models ? models : null, row.GetString(7) is { Length: > 0 } language ? language : null),
                ["control"] = "territory",
                ["bound"] = "exact",
                ["coverage"] = "partial",
                ["status"] = "A",
                ["method"] = "measured",
                ["source"] = LiveIndicators.Source,
                ["note"] = $"\"{row.GetString(6)}\"",
            };
            lines.Add(string.Join(',', Columns.All.Select(column => cells.GetValueOrDefault(column, ""))));
        }

        return lines.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', [string.Join(',', Columns.All), .. lines]) + "\n");
    }

    /// <summary>The languages that published figures are of, in order.</summary>
    public static async Task<IReadOnlyList<string>> LanguagesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var languages = new List<string>();
        await using var command = new NpgsqlCommand("SELECT DISTINCT language FROM telemetry.nation_figure WHERE value IS NOT NULL AND language <> ''", connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) languages.Add(row.GetString(0));
        languages.Sort(StringComparer.Ordinal);
        return languages;
    }

    // Models whose size nobody stated, and text of no known language, are in the total and in no class.
    private static bool IsPublished(NationFigure figure) => figure switch
    {
        { ModelClass: null, Language: null } => true,
        { ModelClass: null } => figure.Language.Length > 0,
        _ => figure.ModelClass.Length > 0 && LiveIndicators.All.Any(one => one.Kpi == figure.Kpi && one.ByModelClass),
    };
}
