namespace Sovereign.Dashboard.Datasets.Pages;

/// <summary>Which figure of an indicator and country is meant, in words.</summary>
public static class FigureKey
{
    /// <summary>Definition, control and source: "All installed, International Energy Agency (2025)".</summary>
    public static string Of(ReferenceData known, PublishedObservation row)
    {
        var definition = known.Indicators.GetValueOrDefault(row.Indicator)?.Definitions.FirstOrDefault(candidate => candidate.Code == row.Definition)?.Title ?? row.Definition;
        var source = known.Sources.GetValueOrDefault(row.Source);
        string[] words =
        [
            definition, row.Control == "territory" ? "" : FigureWords.ControlText(row.Control),
            source is null ? row.Source : $"{source.Publisher}{(source.Year is null ? "" : $" ({source.Year})")}",
        ];
        return string.Join(", ", words.Where(word => word.Length > 0));
    }
}
