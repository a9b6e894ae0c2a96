using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Proposes how a table is read, from its first rows. Pure. It proposes what the file shows, leaves open what it does not, and calls itself certain only where
/// there is nothing to be taken in two ways: the portal's own template, its own SDMX-CSV, and a file like one whose reading a person has confirmed.
/// </summary>
internal sealed class ProposeReading(ReferenceData known, Dataset dataset, UsualRows usual, IReadOnlyList<Reading> confirmed)
{
    private const int MostSeries = 100;

    private readonly HashSet<string> definitions =
        [SdmxObservations.NotApplicable, .. known.Indicators.Values.SelectMany(indicator => indicator.Definitions, (_, definition) => definition.Code)];

    private readonly PlaceNames places = new(known, new Dictionary<string, string>(), alpha2: true);

    /// <summary>A reading of text whose encoding and separator are known.</summary>
    /// <param name="opening">Encoding, separator, sheet.</param>
    /// <param name="rows">The first rows.</param>
    /// <param name="header">Rows of the header where a person has said where it stands: the first of <paramref name="rows"/>; 0 where it is looked for.</param>
    public Reading Propose(Reading opening, IReadOnlyList<SourceRow> rows, int header = 0)
    {
        // A file without columns is no table of any kind: the template says what it lacks.
        if (rows.All(row => row.Cells.Count < 2))
            return opening with { Template = true, Certain = opening.Encoding is not null, DecimalMark = ".", HeaderRow = rows.Count > 0 ? (int)rows[0].Line : 1 };
        var (names, at, headerRows) = header switch
        {
            2 when rows.Count > 1 => (FindHeader.Joined(rows[0].Cells, rows[1].Cells), 1, 2),
            > 0 => (rows[0].Cells, 0, 1),
            _ => FindHeader.In(rows),
        };
        var body = rows.Skip(at + 1).Where(row => row.Cells.Any(cell => cell.Length > 0)).ToList();
        var reading = opening with { HeaderRow = (int)rows[at].Line, HeaderRows = headerRows };

        // The sheet's name and the row in it stand before the cells; the sheet says the period.
        if (opening.Sheet == Reading.EverySheet) names = ["sheet", "row", .. names.Skip(2)];
        if (IsTemplate(names)) return Template(reading, names, body);
        var columns = names.Select((name, place) => new ColumnProfile(name, [.. body.Select(row => place < row.Cells.Count ? row.Cells[place] : "")], known, definitions, places)).ToList();
        reading = IsSdmx(names) ? Sdmx(reading, columns) : Other(reading, columns);
        reading = WithDecimal(reading, columns);
        if (Remembered(reading) is { } before) return before;
        if (reading is { DecimalMark: "" }) reading = reading with { DecimalMark = "." };
        return reading with { EveryRow = Said(reading), EmptyIsMissing = true, Certain = IsOwnSdmx(reading, columns) };
    }

    /// <summary>Four of the five columns that every file of the template has, by their very names, or three and no other; and no column for a period.</summary>
    private static bool IsTemplate(IReadOnlyList<string> names)
    {
        var trimmed = names.Select(name => name.Trim()).ToList();
        var required = Columns.Required.Count(trimmed.Contains);
        return trimmed.Contains("indicator") && (required >= 4 || (required == 3 && trimmed.All(name => Columns.All.Contains(name) || name.Length == 0))) && !trimmed.Any(name => PeriodText.Looks(name)) && !(trimmed.Contains("OBS_VALUE"));
    }

    private static Reading Template(Reading reading, IReadOnlyList<string> names, IReadOnlyList<SourceRow> body)
    {
        var columns = names.Select(name => new ReadingColumn(name, RoleNamed(name.Trim()))).ToList();
        reading = reading with { Shape = TableShape.LongFormat, Columns = columns, Template = true, DecimalMark = ".", Certain = true };
        // With commas between the cells the decimal mark is laid down; with anything else the office's own habit is likely.
        if (reading.Separator == "," || reading.IsWorkbook) return reading;
        var figures = columns.Index().Where(column => column.Item.Role is ColumnRole.Value or ColumnRole.Lower or ColumnRole.Upper)
            .SelectMany(column => body.Select(row => column.Index < row.Cells.Count ? row.Cells[column.Index] : "")).ToList();
        var (mark, thousands, sure) = DecimalMarks.Of(figures);
        return reading with { DecimalMark = sure ? mark?.ToString() ?? "." : null, Thousands = thousands, Certain = sure };
    }

    private static ColumnRole RoleNamed(string name) =>
        Enum.TryParse<ColumnRole>(name, ignoreCase: true, out var role) && Columns.All.Contains(name) ? role : ColumnRole.Ignored;

    private static bool IsSdmx(IReadOnlyList<string> names) =>
        names.Contains("OBS_VALUE") && names.Any(name => name.Split('\\')[0] is "TIME_PERIOD" or "TIME");

    private static Reading Sdmx(Reading reading, List<ColumnProfile> columns) => reading with
    {
        Shape = TableShape.SdmxCsv,
        Columns =
        [
            .. columns.Select(column => column.Name switch
            {
                "REF_AREA" or "GEO" or "geo" or "LOCATION" or "COUNTRY" => new ReadingColumn(column.Name, ColumnRole.Country) { Alpha2 = column.IsAlpha2 },
                "TIME_PERIOD" or "TIME" => new(column.Name, ColumnRole.Period),
                "OBS_VALUE" => new(column.Name, ColumnRole.Value),
                "UNIT_MEASURE" or "UNIT" or "unit" when column.Units >= ColumnProfile.Most => new(column.Name, ColumnRole.Unit),
                "UNIT_MULT" or "POWERCODE" => new(column.Name, ColumnRole.UnitMultiplier),
                "OBS_STATUS" or "OBS_FLAG" => new(column.Name, ColumnRole.Status),
                "INDICATOR" when column.Indicators >= ColumnProfile.Most => new(column.Name, ColumnRole.Indicator),
                "DEFINITION" when column.Definitions >= ColumnProfile.Most => new(column.Name, ColumnRole.Definition),
                "CONTROL" when column.Codes("territory", "owner", "operator", "vendor") => new(column.Name, ColumnRole.Control),
                "SOURCE" when column.Sources >= ColumnProfile.Most => new(column.Name, ColumnRole.Source),
                "METHOD_CLASS" => new(column.Name, ColumnRole.Method),
                "BOUND" => new(column.Name, ColumnRole.Bound),
                "COVERAGE" => new(column.Name, ColumnRole.Coverage),
                "LOWER" => new(column.Name, ColumnRole.Lower),
                "UPPER" => new(column.Name, ColumnRole.Upper),
                "COMMENT_OBS" => new(column.Name, ColumnRole.Note),
                // Replaces and deletions of other systems are none of this portal's: what is not said to be information is left out.
                "ACTION" => new(column.Name, ColumnRole.Filter) { Keep = ["I", "A", "R", "M"] },
                _ => new ReadingColumn(column.Name, ColumnRole.Ignored),
            }),
        ],
    };

    private static bool IsOwnSdmx(Reading reading, List<ColumnProfile> columns) =>
        reading.Shape == TableShape.SdmxCsv && columns.Any(column => column.Name == "STRUCTURE_ID" && column.Codes(SdmxObservations.Structure))
        && reading.Columns.Select(column => column.Role).ToHashSet().IsSupersetOf(
            [ColumnRole.Country, ColumnRole.Period, ColumnRole.Value, ColumnRole.Unit, ColumnRole.Indicator, ColumnRole.Definition, ColumnRole.Control, ColumnRole.Source, ColumnRole.Bound, ColumnRole.Coverage]);

    private Reading Other(Reading reading, List<ColumnProfile> columns)
    {
        var roles = new ReadingColumn[columns.Count];
        for (var i = 0; i < columns.Count; i++) roles[i] = new(columns[i].Name, ColumnRole.Ignored);

        var country = Best(columns, column => !column.IsPeriod && (column.Places >= 0.6 || (column.Role == ColumnRole.Country && column.Places >= 0.2)) ? column.Places + (column.Role == ColumnRole.Country ? 1 : 0) + (column.IsAlpha3 ? 0.5 : column.IsAlpha2 ? 0.2 : 0) : 0);
        var periodColumns = columns.Index().Where(column => column.Index != country && PeriodText.Looks(Title(column.Item.Name))).Select(column => column.Index).ToList();
        var countryColumns = country >= 0 ? [] : columns.Index().Where(column => places.Find(Title(column.Item.Name) is { Length: > 0 } title ? title : "?").Kind is PlaceKind.Country or PlaceKind.Aggregate)
            .Select(column => column.Index).ToList();
        if (country >= 0)
        {
            roles[country] = roles[country] with { Role = ColumnRole.Country, Alpha2 = columns[country].IsAlpha2 };
            // A code beside a name counts, and the name where there is no code.
            var name = Best(columns, column => column.Places >= 0.6 && !column.IsAlpha3 && !column.IsAlpha2 && !column.IsFigures && !column.IsPeriod ? column.Places : 0);
            if (name >= 0 && name != country && (columns[country].IsAlpha3 || columns[country].IsAlpha2 || columns[country].IsFigures)) roles[name] = roles[name] with { Role = ColumnRole.CountryName };
        }


        // Two header rows: each column says a period and something else.
        var inTitles = reading.HeaderRows > 1 ? columns.Index().Where(column => column.Index != country && PeriodIn(column.Item.Name) is not null).ToList() : [];
        var shape = inTitles.Count > 1 ? TableShape.IndicatorsAcross
            : periodColumns.Count > 1 || (periodColumns.Count == 1 && !columns.Any(column => column.Role is ColumnRole.Value)) ? TableShape.YearsAcross
            : countryColumns.Count > 2 ? TableShape.CountriesAcross
            : TableShape.LongFormat;
        AssignParts(columns, roles, shape);
        switch (shape)
        {
            case TableShape.YearsAcross:
                // 2011-12 is a month, unless what stands beside it says that it is a fiscal year.
                var fiscal = AreFiscal([.. periodColumns.Select(place => Title(columns[place].Name))]);
                foreach (var place in periodColumns)
                {
                    var title = Title(columns[place].Name);
                    roles[place] = new(columns[place].Name, ColumnRole.Value)
                    {
                        Period = PeriodText.TryParse(title, out var period) && !(fiscal && PeriodText.IsFiscal(title)) ? period.Code : null,
                    };
                }

                break;
            case TableShape.CountriesAcross:
                foreach (var place in countryColumns)
                {
                    var found = places.Find(Title(columns[place].Name));
                    if (found.Kind == PlaceKind.Country)
                        roles[place] = new(columns[place].Name, ColumnRole.Value) { Country = known.CountryCodes[found.CountryId] };
                }

                break;
            default:
                shape = AssignFigures(columns, roles, reading.HeaderRows > 1 ? inTitles.ToDictionary(column => column.Index, column => PeriodIn(column.Item.Name)!) : []);
                break;
        }

        return reading with { Shape = shape, Columns = roles, Series = AssignSeries(columns, roles, shape) };
    }

    /// <summary>A column that names several series, none of which is a code of the portal's: a person says what each is, where its name does not.</summary>
    private Dictionary<string, SeriesReading> AssignSeries(List<ColumnProfile> columns, ReadingColumn[] roles, TableShape shape)
    {
        if (shape is TableShape.IndicatorsAcross or TableShape.Facilities || roles.Any(role => role.Role == ColumnRole.Indicator)) return [];
        var at = Enumerable.Range(0, columns.Count)
            .FirstOrDefault(i => roles[i].Role == ColumnRole.Ignored && columns[i] is { Role: ColumnRole.Indicator, IsFigures: false, Distinct.Count: > 1 and <= MostSeries }, -1);
        if (at < 0) return [];
        roles[at] = roles[at] with { Role = ColumnRole.Indicator };
        return columns[at].Distinct.ToDictionary(name => name, name => HeaderText.Split(name) is var (title, unit) && IndicatorOf(title, unit, only: false) is { } indicator
            ? new SeriesReading(indicator, unit?.Code) : new SeriesReading(""));
    }

    /// <summary>Everything but figures: periods, units, codes, notes, what lists of facilities have.</summary>
    private static void AssignParts(List<ColumnProfile> columns, ReadingColumn[] roles, TableShape shape)
    {
        var hasPeriodAcross = shape == TableShape.YearsAcross;
        for (var i = 0; i < columns.Count; i++)
        {
            if (roles[i].Role != ColumnRole.Ignored) continue;
            var column = columns[i];
            var role = column.Role switch
            {
                _ when column.Name == "sheet" && column.IsPeriod => ColumnRole.Period,
                ColumnRole.Period or ColumnRole.Year or ColumnRole.Quarter or ColumnRole.Half or ColumnRole.Month when !hasPeriodAcross && column.IsPeriod => ColumnRole.Period,
                ColumnRole.Quarter or ColumnRole.Half or ColumnRole.Month when !hasPeriodAcross && column.IsPart => column.Role.Value,
                ColumnRole.Unit when column.Units >= 0.3 => ColumnRole.Unit,
                ColumnRole.UnitMultiplier => ColumnRole.UnitMultiplier,
                ColumnRole.Indicator when column.Indicators >= ColumnProfile.Most => ColumnRole.Indicator,
                ColumnRole.Definition when column.Definitions >= ColumnProfile.Most => ColumnRole.Definition,
                ColumnRole.Source when column.Sources >= ColumnProfile.Most => ColumnRole.Source,
                ColumnRole.Control when column.Codes("territory", "owner", "operator", "vendor") => ColumnRole.Control,
                ColumnRole.Bound when column.Codes("exact", "lower", "upper") => ColumnRole.Bound,
                ColumnRole.Coverage when column.Codes("national", "partial", "city") => ColumnRole.Coverage,
                ColumnRole.Status when column.IsFlags => ColumnRole.Status,
                ColumnRole.Note when !column.IsFigures => ColumnRole.Note,
                ColumnRole.Lower or ColumnRole.Upper when column.IsFigures => column.Role.Value,
                ColumnRole.Name or ColumnRole.PartOf or ColumnRole.Supersedes or ColumnRole.SupersededBy => column.Role.Value,
                _ => ColumnRole.Ignored,
            };
            var taken = roles.Any(other => other.Role == role);
            if (role != ColumnRole.Ignored && !taken) roles[i] = roles[i] with { Role = role, FiscalYears = role == ColumnRole.Period && AreFiscal(column.Distinct) };
        }

        // No title says so, and the cells are years and nothing else.
        if (!hasPeriodAcross && roles.All(role => role.Role != ColumnRole.Period))
        {
            var at = Enumerable.Range(0, columns.Count).Where(i => roles[i].Role == ColumnRole.Ignored && columns[i].IsPeriod && columns[i].Role is null).ToList();
            if (at.Count == 1) roles[at[0]] = roles[at[0]] with { Role = ColumnRole.Period };
        }

        // A year whose quarter stands beside it is a part of the period.
        if (roles.Any(role => role.Role is ColumnRole.Quarter or ColumnRole.Half or ColumnRole.Month))
        {
            for (var i = 0; i < roles.Length; i++)
            {
                if (roles[i].Role == ColumnRole.Period) roles[i] = roles[i] with { Role = ColumnRole.Year };
            }
        }
    }

    /// <summary>Whether one of some periods can be a fiscal year only, or all of several could be: months would seldom be the next one in the next year, and nothing else.</summary>
    private static bool AreFiscal(IReadOnlyList<string> periods) =>
        periods.Any(text => PeriodText.IsFiscal(text) && !Sovereign.Analytics.Periods.Period.TryParse(text, out _)) || (periods.Count > 1 && periods.All(text => PeriodText.IsFiscal(text)));

    /// <summary>Which columns hold figures, of what, and what shape that makes.</summary>
    private TableShape AssignFigures(List<ColumnProfile> columns, ReadingColumn[] roles, Dictionary<int, string> periods)
    {
        var free = Enumerable.Range(0, columns.Count).Where(i => roles[i].Role == ColumnRole.Ignored && columns[i].IsFigures && !columns[i].IsCounter).ToList();
        var named = free.Where(i => columns[i].Role == ColumnRole.Value).ToList();
        if (named.Count > 0) free = named[..1];
        var facilities = IsFacilities(columns, roles, periods);
        var figures = free.Select(i =>
        {
            var name = periods.TryGetValue(i, out var own) ? columns[i].Name.Replace(own, "", StringComparison.Ordinal).Trim() : columns[i].Name;
            var (title, unit) = HeaderText.Split(name);
            var indicator = IndicatorOf(title, unit, only: free.Count == 1);
            if (indicator is null && HeaderText.Scale(name) is var (scaled, scale) && IndicatorOf(scaled, unit: null, only: false) is { } scaledIndicator)
                (indicator, unit) = (scaledIndicator, HeaderText.Scaled(known.Indicators[scaledIndicator].Unit, scale));
            return (Place: i, Unit: unit, Indicator: indicator);
        }).ToList();
        // Where the title of one column is an indicator's, the others are left unread until somebody says what they are; where none is, all are asked about.
        var some = figures.Any(figure => figure.Indicator is not null);
        foreach (var (place, unit, indicator) in figures)
        {
            roles[place] = new(columns[place].Name, indicator is not null || !some ? ColumnRole.Value : ColumnRole.Ignored)
            {
                Indicator = indicator,
                Unit = unit?.Code,
                Period = periods.GetValueOrDefault(place),
            };
        }


        if (facilities)
        {
            // One sum; a person says of which column where several could be.
            if (roles.Count(role => role.Role == ColumnRole.Value) > 1)
            {
                foreach (var extra in Enumerable.Range(0, roles.Length).Where(i => roles[i].Role == ColumnRole.Value).Skip(1).ToList()) roles[extra] = new(columns[extra].Name, ColumnRole.Ignored);
            }

            var status = Enumerable.Range(0, columns.Count).FirstOrDefault(i => PlaceNames.Normalise(columns[i].Name) is "status" && !columns[i].IsFigures, -1);
            if (status >= 0)
                roles[status] = new(columns[status].Name, ColumnRole.Filter) { Keep = [.. columns[status].Distinct.Where(cell => PlaceNames.Normalise(cell) is "existing" or "operational" or "active" or "in operation")] };
            return TableShape.Facilities;
        }

        return periods.Count > 0 ? TableShape.YearsAcross : roles.Count(role => role.Role == ColumnRole.Value) > 1 || (named.Count == 0 && free.Count > 1) ? TableShape.IndicatorsAcross : TableShape.LongFormat;
    }

    private static bool IsFacilities(List<ColumnProfile> columns, ReadingColumn[] roles, Dictionary<int, string> periods)
    {
        if (periods.Count > 0 || roles.All(role => role.Role != ColumnRole.Country)) return false;
        if (roles.Any(role => role.Role is ColumnRole.PartOf or ColumnRole.Supersedes or ColumnRole.SupersededBy)) return true;
        return roles.Any(role => role.Role == ColumnRole.Name) && roles.All(role => role.Role is not (ColumnRole.Period or ColumnRole.Year));
    }

    /// <summary>The indicator whose name or code a title is; where a single column of figures says none, the only one of the dataset.</summary>
    private string? IndicatorOf(string title, Unit? unit, bool only)
    {
        var name = PlaceNames.Normalise(title);
        var match = known.Indicators.Values.Where(indicator => PlaceNames.Normalise(indicator.Title) == name || PlaceNames.Normalise(indicator.Code.Replace('-', ' ')) == name).ToList();
        if (match.Count == 0 && only && usual.Indicators.Count == 1) match = [known.Indicators[usual.Indicators[0]]];
        return match.Count == 1 && (unit is null || (Unit.TryFind(match[0].Unit, out var own) && unit.CanConvertTo(own))) ? match[0].Code : null;
    }

    private static string Title(string header) => header.Split('\\')[0].Trim();

    /// <summary>A period in a title of two rows: its first or last word, or its first two.</summary>
    private static string? PeriodIn(string title)
    {
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return null;
        foreach (var candidate in new[] { words[0], words[^1] })
        {
            if (PeriodText.TryParse(candidate, out var period) && candidate == period.Code) return candidate;
        }

        return null;
    }

    private static Reading WithDecimal(Reading reading, List<ColumnProfile> columns)
    {
        if (reading.IsWorkbook && !HasMarks(reading, columns)) return reading with { DecimalMark = "." };
        var (mark, thousands, sure) = DecimalMarks.Of(FiguresOf(reading, columns));
        // Empty: no figure shows one, and none could be taken in two ways.
        return reading with { DecimalMark = sure ? mark?.ToString() ?? "" : null, Thousands = thousands };
    }

    private static bool HasMarks(Reading reading, List<ColumnProfile> columns) => FiguresOf(reading, columns).Any(cell => cell.Contains(',', StringComparison.Ordinal));

    private static List<string> FiguresOf(Reading reading, List<ColumnProfile> columns) =>
        [.. reading.Columns.Index().Where(column => column.Item.Role is ColumnRole.Value or ColumnRole.Lower or ColumnRole.Upper).SelectMany(column => columns[column.Index].Cells)];

    /// <summary>What holds for every row as far as the dataset's published rows and its source say it.</summary>
    private EveryRow Said(Reading reading)
    {
        bool Has(ColumnRole role) => reading.Columns.Any(column => column.Role == role);
        var figures = reading.Columns.Where(column => column.Role == ColumnRole.Value).ToList();
        var indicator = Has(ColumnRole.Indicator) || figures.Any(column => column.Indicator is not null) || usual.Indicators.Count != 1 ? null : usual.Indicators[0];
        var only = figures.Select(column => column.Indicator ?? indicator).Distinct().ToList() is [{ } code] ? code : null;
        return new EveryRow
        {
            Indicator = indicator,
            Definition = Has(ColumnRole.Definition) || only is null ? null : usual.Definitions.GetValueOrDefault(only),
            Control = Has(ColumnRole.Control) ? null : usual.Control ?? "territory",
            Coverage = Has(ColumnRole.Coverage) ? null : usual.Coverage ?? "national",
            Bound = Has(ColumnRole.Bound) ? null : reading.Shape == TableShape.Facilities ? "lower" : usual.Bound ?? "exact",
            Method = Has(ColumnRole.Method) || reading.Shape == TableShape.Facilities ? null : usual.Method ?? "reported",
            Source = Has(ColumnRole.Source) || dataset.Source is not null ? null : usual.Source,
        };
    }

    /// <summary>The reading that a person confirmed for a file with the same header.</summary>
    private Reading? Remembered(Reading reading)
    {
        if (confirmed.FirstOrDefault(earlier => earlier.Signature == reading.Signature && earlier.IsWorkbook == reading.IsWorkbook) is not { } before) return null;
        // The encoding, separator and place of the header are this file's own; what is shown by its figures must not contradict.
        // Its own figures stand above what was said of another file's; where they could be taken in two ways, a person looks again.
        var shown = reading.DecimalMark is { Length: > 0 } mark ? mark : before.DecimalMark;
        // A period that no cell and no title says was that of the earlier file, and is not this one's.
        var dated = before.EveryRow.Period is not null || before.Columns.Any(IsDated);
        return before with
        {
            EveryRow = before.EveryRow with { Period = null },
            Columns = dated ? [.. before.Columns.Select(column => IsDated(column) ? column with { Period = null } : column)] : before.Columns,
            LiteralQuotes = reading.LiteralQuotes,
            CompoundFirst = reading.CompoundFirst,
            Encoding = reading.Encoding,
            Separator = reading.Separator,
            HeaderRow = reading.HeaderRow,
            HeaderRows = reading.HeaderRows,
            Sheet = reading.Sheet,
            DecimalMark = shown,
            Thousands = before.Thousands || reading.Thousands,
            Certain = reading is { Encoding: not null, DecimalMark: not null } && !dated && ReadingQuestions.Of(before, known, dataset).Count == 0,
        };

        static bool IsDated(ReadingColumn column) => column.Period is not null && !column.Name.Any(char.IsAsciiDigit);
    }

    private static int Best(List<ColumnProfile> columns, Func<ColumnProfile, double> score)
    {
        var (best, at) = (0.0, -1);
        for (var i = 0; i < columns.Count; i++)
        {
            if (score(columns[i]) is var own && own > best) (best, at) = (own, i);
        }

        return at;
    }
}
