namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>How a reading is told to people.</summary>
public static class ReadingWords
{
    /// <summary>Separators by the names people give them.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Separators = [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")];

    public static string Of(TableShape shape) => shape switch
    {
        TableShape.LongFormat => "one figure a row",
        TableShape.YearsAcross => "a column for each period",
        TableShape.IndicatorsAcross => "a column for each indicator",
        TableShape.CountriesAcross => "a column for each country",
        TableShape.Facilities => "one facility a row, summed by country",
        TableShape.SdmxCsv => "SDMX-CSV",
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    public static string Of(ColumnRole role) => role switch
    {
        ColumnRole.Ignored => "is left unread",
        ColumnRole.Value => "figures",
        ColumnRole.Year => "year, whose part stands beside it",
        ColumnRole.UnitMultiplier => "power of ten of the unit",
        ColumnRole.PartOf => "facility it is part of",
        ColumnRole.Supersedes => "facility it replaces",
        ColumnRole.SupersededBy => "facility that replaces it",
        ColumnRole.CountryName => "country, where its code is empty",
        ColumnRole.Name => "name of the facility",
        ColumnRole.Filter => "says which rows are taken",
        ColumnRole.Lower => "lower bound of the figure",
        ColumnRole.Upper => "upper bound of the figure",
        _ => role.ToString().ToLowerInvariant(),
    };

    /// <summary>What a reading left out, a sentence for each reason; empty when it took everything.</summary>
    public static IReadOnlyList<string> Of(SkippedRows skipped)
    {
        var told = new List<string>();
        Tell(skipped.Missing, "cell says that there is no figure", "cells say that there is no figure, or are empty");
        Tell(skipped.AggregateRows, "row speaks of a group of countries", "rows speak of groups of countries", Groups(skipped.Aggregates));
        Tell(skipped.WithoutFigure, "row has text and no figure", "rows have text and no figure");
        Tell(skipped.Blank, "row is blank", "rows are blank");
        Tell(skipped.Filtered, "row is not among those to take", "rows are not among those to take");
        Tell(skipped.LeftOut, "row has a name that was said to be left out", "rows have names that were said to be left out");
        Tell(skipped.WithoutCountry, "facility stands in no known country", "facilities stand in no known country: sums are what is known at least");
        Tell(skipped.Contained, "facility is contained in another of the list", "facilities are contained in others of the list, and are not counted twice");
        Tell(skipped.Marked, "figure had a mark, now in its status or note", "figures had marks, now in their status or note");
        return told;

        void Tell(long count, string one, string many, string? more = null)
        {
            if (count > 0) told.Add($"{count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}{more}.");
        }
    }

    private static string? Groups(Dictionary<string, long> names) => names.Count == 0
        ? null
        : $": {string.Join(", ", names.Keys.Take(8))}{(names.Count > 8 ? $" and {names.Count - 8} more" : "")}";
}
