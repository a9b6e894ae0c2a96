namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a reading left out, by its reason: none of it is an error, all of it is told.</summary>
public sealed class SkippedRows
{
    private const int MostNames = 200;

    /// <summary>Rows without a single cell.</summary>
    public long Blank { get; set; }

    /// <summary>Rows with text and no figure: notes below a table, titles between its parts.</summary>
    public long WithoutFigure { get; set; }

    /// <summary>Cells that say that there is no figure, and empty ones where that is what they mean.</summary>
    public long Missing { get; set; }

    /// <summary>Figures with a flag or the mark of a footnote, which stands in their note now.</summary>
    public long Marked { get; set; }

    /// <summary>Rows that a filter leaves out.</summary>
    public long Filtered { get; set; }

    /// <summary>Rows whose name a person said to leave out.</summary>
    public long LeftOut { get; set; }

    /// <summary>Facilities of which nobody says where they stand: they are in no country's sum.</summary>
    public long WithoutCountry { get; set; }

    /// <summary>Rows of groups of countries.</summary>
    public long AggregateRows { get; set; }

    /// <summary>Facilities that stand in a larger or later one of the list.</summary>
    public long Contained { get; set; }

    /// <summary>The groups by name with the number of their rows; the first two hundred names.</summary>
    public Dictionary<string, long> Aggregates { get; init; } = [];

    public void Aggregate(string name)
    {
        AggregateRows++;
        if (Aggregates.TryGetValue(name, out var rows)) Aggregates[name] = rows + 1;
        else if (Aggregates.Count < MostNames) Aggregates[name] = 1;
    }
}
