using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Every finding the intake can make: code, tier, what it means, what to do, and one finding as an upload gets it. The order is that of the
/// documentation. A test uploads a file for each and compares the words.
/// </summary>
public static class FindingCodes
{
    public static readonly FindingCode EmptyFile = new(
        "empty-file", "S", "The file holds no bytes.",
        "Save the table again and upload that file.",
        new(0, null, null, "it holds nothing", "a header and rows"));

    public static readonly FindingCode NoRows = new(
        "no-rows", "S", "The file holds a header and no row.",
        "Add the rows, or upload the file that has them.",
        new(1, null, null, "no row follows it", "at least one row"));

    public static readonly FindingCode NoFigures = new(
        "no-figures", "S", "The file holds rows, and none of them gives a figure of a country.",
        "Look at what was left out and why: groups of countries, cells that say that there is none, rows that a filter leaves out.",
        new(1, null, null, "no row below it gives a figure of a country", "at least one figure"));

    public static readonly FindingCode EncodingUnsupported = new(
        "encoding-unsupported", "S", "The file is in an encoding that is not read.",
        "Save the table as \"CSV UTF-8\".",
        new(0, null, null, "it is in UTF-32", "UTF-8"));

    public static readonly FindingCode WorkbookRefused = new(
        "workbook-refused", "S", "The workbook holds macros, links to other files or more than any table has, or is damaged.",
        "Save the table alone, with its figures as values, as a new workbook or as CSV.",
        new(0, null, null, "it holds macros", "a workbook without macros: save it as .xlsx"));

    public static readonly FindingCode NotReadable = new(
        "not-readable", "S", "The portal failed over the file, which no file should make it do.",
        "Say another way to read it, or save the table anew as CSV. Whoever runs the portal finds the cause in its log.",
        new(0, null, null, "the portal could not read it to its end, and says why in its log", "a table as CSV, TSV or XLSX"));

    public static readonly FindingCode NotUtf8 = new(
        "not-utf8", "S", "A cell holds bytes that are not UTF-8.",
        "Say in which encoding the file was saved, on the page of how it is read, or save it as \"CSV UTF-8\".",
        new(2, "country", "Côte d'Ivoire", "these bytes are not UTF-8, the file may be Windows-1252", "a file saved as UTF-8"));

    public static readonly FindingCode NulByte = new(
        "nul-byte", "S", "A cell holds a NUL byte.",
        "Write the cell anew; the byte cannot be seen, and comes from a broken export.",
        new(2, "country", "I␀D", "this cell holds a NUL byte", "text"));

    public static readonly FindingCode MissingColumn = new(
        "missing-column", "S", "A column that every file needs is absent.",
        "Add the column to the header and to each row.",
        new(1, "unit", null, "the header does not name this column", $"a header such as {string.Join(',', Columns.All)}"));

    public static readonly FindingCode UnknownColumn = new(
        "unknown-column", "S", "The header names a column that the long format does not have.",
        "Correct the spelling, or delete the column. A last column named errors may stay: it is the one that the portal adds.",
        new(1, "colour", null, "the long format has no such column", $"one of {string.Join(", ", Columns.All)}"));

    public static readonly FindingCode DuplicateColumn = new(
        "duplicate-column", "S", "The header names a column twice.",
        "Delete one of the two.",
        new(1, "unit", null, "the header names this column twice", "each column once"));

    public static readonly FindingCode FieldCount = new(
        "field-count", "S", "A row has more or fewer cells than the header.",
        "Count the commas: often a decimal comma, or a comma in a text that has no quotes around it.",
        new(2, null, "datacenter-power,IND,2024,3,6,GW,it-load", "the row has more or fewer cells than the header", "6 cells"));

    public static readonly FindingCode UnclosedQuote = new(
        "unclosed-quote", "S", "A quoted cell is never closed.",
        "Close the quote; everything after it was taken for one cell.",
        new(2, null, "\"datacenter-power,IND,2024,1,GW,it-load", "a quote is opened and never closed", "a closing quote"));

    public static readonly FindingCode MalformedQuote = new(
        "malformed-quote", "S", "A quote stands where none may.",
        "Put quotes around the whole cell and double those inside it.",
        new(
            2, null, "datacenter-power,I\"N\"D,2024,1,GW,it-load", "a quote stands inside or after a cell",
            "quotes around the whole cell, doubled inside it"));

    public static readonly FindingCode RowTooLong = new(
        "row-too-long", "S", "A row is longer than any real row; reading stopped there.",
        "Look for an open quote or a missing line end at this row, then upload again: the rows after it are not judged yet.",
        new(
            2, null, null, "this row is longer than a mebibyte, a quote may be left open, and nothing after it was read",
            "a row of at most one mebibyte"));

    public static readonly FindingCode CellTooLong = new(
        "cell-too-long", "S", "A cell is longer than the column allows.",
        "Shorten the text.",
        new(2, "note", new string('n', 64), "this cell is too long", "at most 4096 bytes"));

    public static readonly FindingCode MissingValue = new(
        "missing-value", "V", "A cell that must be filled is empty.",
        "Fill the cell, or delete the row: a figure that is not known has no row.",
        new(2, "value", "", "this cell is empty", "a number such as 1234.5, with a point as decimal mark and no thousands separator"));

    public static readonly FindingCode NotANumber = new(
        "not-a-number", "V", "A number was expected.",
        "Write the number with digits, a point as decimal mark and no thousands separator.",
        new(2, "value", "12,5", "decimal comma", "12.5"));

    public static readonly FindingCode OutOfRange = new(
        "out-of-range", "V", "A number lies outside what the indicator can take.",
        "Check the figure and its unit against the source.",
        new(2, "value", "-1", "datacenter-power cannot be below 0", "at least 0 GW"));

    public static readonly FindingCode BoundsCross = new(
        "bounds-cross", "V", "The lower bound lies above the value, or the upper below it.",
        "Check which of the three numbers stands in the wrong column.",
        new(2, "lower", "2", "the lower bound lies above the value", "at most 1"));

    public static readonly FindingCode UnknownIndicator = new(
        "unknown-indicator", "V", "No indicator has this code.",
        "Correct the code, or define the indicator first and upload the same file again.",
        new(2, "indicator", "power", "no indicator has this code", "a code listed at /api/v1/indicators"));

    public static readonly FindingCode UnknownCountry = new(
        "unknown-country", "V", "No country of ISO 3166-1 has this code or name.",
        "Write the alpha-3 code. A name that two countries share names neither.",
        new(2, "country", "Congo", "no country has this code or name", "an ISO 3166-1 alpha-3 code such as IND"));

    public static readonly FindingCode FacilityCircle = new(
        "facility-circle", "V", "Facilities of a list are said to contain each other in a circle.",
        "Correct the columns that say of which facility one is a part, or which one it replaces.",
        new(2, null, "North", "this facility is contained in South, and that in this one by way of others", "a list in which some facility contains the others"));

    public static readonly FindingCode TooManyFacilities = new(
        "too-many-facilities", "S", "The list has more facilities than are summed.",
        "Sum them by country first, and upload the sums in the long format.",
        new(100_002, null, null, "100000 facilities precede it", "a list of at most 100000 facilities"));

    public static readonly FindingCode UnknownDefinition = new(
        "unknown-definition", "V", "The indicator has no definition with this code.",
        "Take one of the codes named, or define what was counted first and upload the same file again.",
        new(2, "definition", "guess", "datacenter-power has no such definition", "all-installed, it-load"));

    public static readonly FindingCode DefinitionMissing = new(
        "definition-missing", "V", "The indicator has several definitions and the row names none.",
        "Say what was counted: figures of two definitions are never compared.",
        new(2, "definition", "", "datacenter-power has several definitions", "all-installed, it-load"));

    public static readonly FindingCode UnknownSource = new(
        "unknown-source", "V", "No source has this code.",
        "Correct the code, or define the source first and upload the same file again.",
        new(2, "source", "rumour", "no source has this code", "a code listed at /api/v1/sources"));

    public static readonly FindingCode SourceMissing = new(
        "source-missing", "V", "The row names no source and the dataset has none of its own.",
        "Add a column named source and name the source of each row.",
        new(2, "source", "", "the row names no source and the dataset has none of its own", "a code listed at /api/v1/sources"));

    public static readonly FindingCode UnknownUnit = new(
        "unknown-unit", "V", "No unit has this code or alias.",
        "Write the unit as its UCUM code, such as GW, with its capitals.",
        new(2, "unit", "gw", "no unit has this code or alias", "GW or a unit that converts into it"));

    public static readonly FindingCode UnitMismatch = new(
        "unit-mismatch", "V", "The unit measures something else than the indicator.",
        "Check whether the figure belongs to this indicator: power is not energy.",
        new(2, "unit", "MW", "electricity-generation is measured in TW.h", "TW.h or a unit that converts into it"));

    public static readonly FindingCode BadPeriod = new(
        "bad-period", "V", "The period is not ISO 8601 as read here.",
        "Write the year, half, quarter, month or day in the form shown.",
        new(2, "period", "2024-13", "this is no period", "2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15"));

    public static readonly FindingCode FuturePeriod = new(
        "future-period", "V", "The period has not begun yet.",
        "Correct the period. Forecasts are no observations.",
        new(2, "period", "2099", "this period has not begun", "one that began by 2026-11-25"));

    public static readonly FindingCode BadCode = new(
        "bad-code", "V", "The cell holds none of the codes that the column allows.",
        "Take one of the codes named, or leave the cell empty for the default.",
        new(2, "coverage", "most", "this code is not allowed here", "national, partial or city"));

    public static readonly FindingCode DuplicateKey = new(
        "duplicate-key", "V", "Two rows of the file speak of the same observation.",
        "Delete one of the two rows, or tell them apart by definition, control or source.",
        new(3, null, null, "line 2 has the same indicator, country, period, definition, control and source", "each observation once"));

    public static readonly FindingCode KeyOwnedElsewhere = new(
        "key-owned-elsewhere", "V", "The observation belongs to another dataset.",
        "Delete the row, or upload the file to the dataset that is named.",
        new(2, null, null, "this observation belongs to the dataset owner", "observations of this dataset"));

    public static readonly FindingCode Factor1000 = new(
        "factor-1000", "Q", string.Create(
            CultureInfo.InvariantCulture,
            $"A figure is that of the period before, or the one published of the same observation, times or divided by {QualityThresholds.Factor}, to within {QualityThresholds.FactorTolerance * 100} %."),
        "Check the unit and its prefix against the source: MW for GW, thousands for millions. Where the figure is right, be able to say why.",
        new(2, "value", "3600 GW", "2023 is 3.5 GW, and this is about 1000 times that", "a figure in the unit that its row names"));

    public static readonly FindingCode Jump = new(
        "jump", "Q", string.Create(
            CultureInfo.InvariantCulture,
            $"A figure is more than {QualityThresholds.Jump} times that of the period before, or of the one published of the same observation, or less than it divided by {QualityThresholds.Jump}."),
        "Check the figure against the source. Where it is right, be able to say why.",
        new(2, "value", "0.5 GW", "2023 is 3.5 GW, and this is that divided by 7", "a change by a factor of at most 3, or a reason"));

    public static readonly FindingCode Outlier = new(
        "outlier", "Q", string.Create(
            CultureInfo.InvariantCulture,
            $"A figure stands alone among those of at least {QualityThresholds.Peers} other countries on the same indicator, definition, control, coverage and period: its logarithm is more than {QualityThresholds.OutlierDistance} robust standard deviations (1.4826 × the median distance from the median, and no less than ln {QualityThresholds.OutlierLeastFactor}) from the median, and it is more than {QualityThresholds.OutlierAlone} times the figure nearest to it, or less than it divided by {QualityThresholds.OutlierAlone}. Limits (\"more than\", \"up to\") and zeros are left out."),
        "Check the figure and its unit against the source. Where it is right, say what sets the country apart.",
        new(
            12, "value", "6000 TW.h",
            "the median of 11 countries in this period is 6 TW.h, and this is 1000 times that, 11.5 robust standard deviations away, with no other country near it",
            "a figure among those of comparable countries, or a reason"));

    public static readonly FindingCode PartsAboveWhole = new(
        "parts-above-whole", "M", string.Create(
            CultureInfo.InvariantCulture,
            $"Parts of a country sum to more than {100 + (QualityThresholds.PartsTolerance * 100)} % of their whole in the same period, also by the smallest figure of each part and the largest of the whole. Declared are: {string.Join("; ", PartsOfWholes.All.Select(relation => $"{string.Join(" + ", relation.Parts)} in {relation.Whole}, since {relation.Why}"))}."),
        "Check both figures: what counts as a part may be counted by another definition. Where both are right, say how they can be.",
        new(
            3, "value", "40000 {chip}",
            "accelerators-units (programme-installed) of IND is 40000 {chip}, and the whole, accelerators-units (programme-onboarded), is 38000 {chip}",
            "parts of at most the whole, since a programme's installed chips are among those that providers committed to it, or a reason"));

    public static readonly FindingCode PowerEnergy = new(
        "power-energy", "M", string.Create(
            CultureInfo.InvariantCulture,
            $"Electricity that data centres used in a year is more than {QualityThresholds.PowerMost * 100} %, or less than {QualityThresholds.PowerLeast * 100} %, of installed power (all-installed) times {QualityThresholds.HoursOfAYear} hours, by the figures of the same country in the nearest year within {QualityThresholds.PowerYearsApart}. Only exact national figures are compared."),
        "Check units and definitions of both figures. Where both are right, say why they are so far apart.",
        new(
            2, "value", "40 TW.h", "40 TW.h in 2023 is 4.57 GW on average, 130 % of the 3.5 GW installed in 2023",
            "from 10 to 100 % of it, or a reason"));

    public static readonly FindingCode CoverageLost = new(
        "coverage-lost", "M", string.Create(
            CultureInfo.InvariantCulture,
            $"The file lacks at least {QualityThresholds.CountriesLost} country that is published for the same indicator, definition, control and source of its dataset."),
        "Ask the source for the countries named, or be able to say why they are gone. Figures that the file lacks stay published unless they are removed.",
        new(
            0, null, null, "of the 2 countries published for datacenter-power (all-installed) from test-source it lacks 1: USA",
            "every country that is published, or a reason"));

    /// <summary>All of them; <c>docs/findings.md</c> is compared with this list.</summary>
    public static readonly IReadOnlyList<FindingCode> All =
    [
        EmptyFile, NoRows, NoFigures, EncodingUnsupported, WorkbookRefused, NotReadable, NotUtf8, NulByte, MissingColumn, UnknownColumn, DuplicateColumn,
        FieldCount, UnclosedQuote, MalformedQuote, RowTooLong, CellTooLong, MissingValue, NotANumber, OutOfRange, BoundsCross,
        UnknownIndicator, UnknownCountry, FacilityCircle, TooManyFacilities, UnknownDefinition, DefinitionMissing, UnknownSource, SourceMissing, UnknownUnit,
        UnitMismatch, BadPeriod, FuturePeriod, BadCode, DuplicateKey, KeyOwnedElsewhere, Factor1000, Jump, Outlier, PartsAboveWhole, PowerEnergy, CoverageLost,
    ];

    /// <summary>Names these rules and thresholds, twelve digits of a hash: a version says by which it was checked.</summary>
    public static readonly string RuleSet = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(code => $"{code.Tier} {code.Code} {code.Meaning}")))))[..12];
}
