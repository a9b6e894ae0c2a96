using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>A reading made ready for walking over millions of rows: where each part of an observation stands, and what holds for all rows, with codes looked up once.</summary>
internal sealed class Layout
{
    private const int None = -1;

    private readonly int[] places = new int[Enum.GetValues<Field>().Length];
    private readonly string?[] constants;
    private readonly string[] names = [.. Enum.GetNames<Field>().Select(name => name.ToLowerInvariant())];

    private Layout(Reading reading, int width)
    {
        Array.Fill(places, None);
        constants = new string?[places.Length];
        Width = width;
        Template = reading.Template;
        DecimalMark = reading.DecimalMark is [var mark] ? mark : '.';
        Thousands = reading.Thousands;
        EmptyIsMissing = reading.EmptyIsMissing;
        Shape = reading.Shape;
    }

    /// <summary>Cells of the header.</summary>
    public int Width { get; }

    public bool Template { get; }

    public TableShape Shape { get; }

    public char DecimalMark { get; }

    public bool Thousands { get; }

    public bool EmptyIsMissing { get; }

    /// <summary>What each row gives.</summary>
    public IReadOnlyList<Emission> Emissions
    {
        get;
        private init
        {
            field = value;
            // Asked of every row, and the same for all.
            IndicatorByRow = value.Any(emission => emission.Indicator is null);
            CountryByRow = value.Any(emission => emission.CountryId is null);
            PeriodByRow = value.Any(emission => emission.Period is null);
        }
    }
    = [];

    /// <summary>Whether some column of figures leaves it to the row to say the indicator.</summary>
    public bool IndicatorByRow { get; private init; }

    /// <summary>Whether some column of figures leaves it to the row to say the country.</summary>
    public bool CountryByRow { get; private init; }

    /// <summary>Whether some column of figures leaves it to the row to say the period.</summary>
    public bool PeriodByRow { get; private init; }

    /// <summary>Columns of a period whose parts stand apart; -1 where there is none.</summary>
    public (int Year, int Half, int Quarter, int Month) PeriodParts { get; private set; } = (None, None, None, None);

    public int UnitMultiplier { get; private set; } = None;

    /// <summary>Place of a country's name beside its code.</summary>
    public int CountryName { get; private set; } = None;

    /// <summary>Whether periods such as 2011-12 are fiscal years in this file, and no months.</summary>
    public bool FiscalYears { get; private set; }

    /// <summary>Of a list of facilities.</summary>
    public (int Name, int PartOf, int Supersedes, int SupersededBy) Facility { get; private set; } = (None, None, None, None);

    /// <summary>Series of another office by what it calls them.</summary>
    public IReadOnlyDictionary<string, Emission?> Series { get; private set; } = new Dictionary<string, Emission?>();

    /// <summary>Columns that decide whether a row is taken, with the cells that are.</summary>
    public IReadOnlyList<(int Place, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Keep)> Filters { get; private set; } = [];

    /// <summary>Place of a field in the row; -1 where the file has no such column.</summary>
    public int Place(Field field) => places[(int)field];

    /// <summary>What stands in every row; null where the row says, or nobody.</summary>
    public string? Constant(Field field) => constants[(int)field];

    /// <summary>The column's name in the file, for findings.</summary>
    public string Name(Field field) => names[(int)field];

    /// <summary>The layout of the portal's own template.</summary>
    /// <param name="reading">With <see cref="Reading.Template"/>.</param>
    /// <param name="columns">Its header, judged.</param>
    /// <param name="width">Cells of the header.</param>
    public static Layout Of(Reading reading, Columns columns, int width)
    {
        var layout = new Layout(reading, width) { Emissions = [new(columns["value"], "value")] };
        foreach (var field in Enum.GetValues<Field>()) layout.places[(int)field] = columns[layout.names[(int)field]];
        return layout;
    }

    /// <summary>The layout of any other table.</summary>
    /// <param name="reading">Complete: it has no open question.</param>
    /// <param name="known">Codes.</param>
    /// <param name="indicators">Indicators as the row check knows them, by code.</param>
    public static Layout Of(Reading reading, ReferenceData known, IReadOnlyDictionary<string, CheckedIndicator> indicators)
    {
        var figures = reading.Columns.Index().Where(column => column.Item.Role == ColumnRole.Value).ToList();
        var layout = new Layout(reading, reading.Columns.Count) { Emissions = [.. figures.Select(column => Emit(column.Index, column.Item, reading.EveryRow, known, indicators))] };
        foreach (var (place, column) in reading.Columns.Index())
        {
            if (FieldOf(column.Role) is { } field && layout.places[(int)field] == None)
            {
                layout.places[(int)field] = place;
                layout.names[(int)field] = column.Name;
            }
        }

        var every = reading.EveryRow;
        layout.Always(Field.Indicator, every.Indicator);
        layout.Always(Field.Country, every.Country);
        layout.Always(Field.Period, every.Period);
        layout.Always(Field.Unit, every.Unit);
        layout.Always(Field.Definition, every.Definition);
        layout.Always(Field.Control, every.Control);
        layout.Always(Field.Bound, every.Bound);
        layout.Always(Field.Coverage, every.Coverage);
        layout.Always(Field.Method, every.Method);
        layout.Always(Field.Source, every.Source);
        layout.PeriodParts = (Find(reading, ColumnRole.Year), Find(reading, ColumnRole.Half), Find(reading, ColumnRole.Quarter), Find(reading, ColumnRole.Month));
        layout.CountryName = Find(reading, ColumnRole.CountryName);
        layout.FiscalYears = reading.Columns.Any(column => column is { Role: ColumnRole.Period, FiscalYears: true });
        layout.UnitMultiplier = Find(reading, ColumnRole.UnitMultiplier);
        layout.Facility = (
            Find(reading, ColumnRole.Name), Find(reading, ColumnRole.PartOf), Find(reading, ColumnRole.Supersedes),
            Find(reading, ColumnRole.SupersededBy));
        // Names that differ in nothing but their case are told apart by it.
        var alike = reading.Series.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < reading.Series.Count ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        layout.Series = reading.Series.Where(_ => layout.Place(Field.Indicator) >= 0).ToDictionary(
            series => series.Key, series => series.Value.Indicator is not { Length: > 0 } ? null : Emit(
                None, new ReadingColumn(series.Key, ColumnRole.Value) { Indicator = series.Value.Indicator, Unit = series.Value.Unit, Definition = series.Value.Definition },
                reading.EveryRow, known, indicators), alike);
        layout.Filters =
        [
            .. reading.Columns.Index().Where(column => column.Item.Role == ColumnRole.Filter)
                .Select(column => (column.Index, (column.Item.Keep ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>())),
        ];
        return layout;
    }

    private static Emission Emit(
        int place, ReadingColumn column, EveryRow every, ReferenceData known, IReadOnlyDictionary<string, CheckedIndicator> indicators)
    {
        // What the column says itself stands before what holds for every row.
        var indicator = (column.Indicator ?? every.Indicator) is { } code ? indicators[code] : null;
        var definition = column.Definition ?? (column.Indicator is null ? null : every.Definition);
        return new Emission(place, column.Name)
        {
            Indicator = indicator,
            Unit = column.Unit is { } unit && Unit.TryFind(unit, out var found) ? found : null,
            DefinitionId = indicator is null || definition is null ? null
                : known.DefinitionIds.TryGetValue((indicator.Code, definition), out var id) ? id : null,
            Period = column.Period is { } period && Sovereign.Analytics.Periods.Period.TryParse(period, out var parsed) ? parsed : null,
            CountryId = column.Country is { } country && known.CountryIds.TryGetValue(country, out var countryId) ? countryId : null,
        };
    }

    /// <summary>The field that a column of this role fills; null where it fills none by itself.</summary>
    public static Field? FieldOf(ColumnRole role) => role switch
    {
        ColumnRole.Indicator => Field.Indicator,
        ColumnRole.Country => Field.Country,
        ColumnRole.Period => Field.Period,
        ColumnRole.Value => Field.Value,
        ColumnRole.Unit => Field.Unit,
        ColumnRole.Definition => Field.Definition,
        ColumnRole.Control => Field.Control,
        ColumnRole.Bound => Field.Bound,
        ColumnRole.Coverage => Field.Coverage,
        ColumnRole.Status => Field.Status,
        ColumnRole.Method => Field.Method,
        ColumnRole.Lower => Field.Lower,
        ColumnRole.Upper => Field.Upper,
        ColumnRole.Source => Field.Source,
        ColumnRole.Note => Field.Note,
        _ => null,
    };

    private static int Find(Reading reading, ColumnRole role)
    {
        for (var i = 0; i < reading.Columns.Count; i++)
        {
            if (reading.Columns[i].Role == role) return i;
        }

        return None;
    }

    private void Always(Field field, string? value)
    {
        if (places[(int)field] == None) constants[(int)field] = value;
    }
}
