using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Readings;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Judges one row at a time: the observations it gives, or what is wrong with it. Pure: it knows the reference data it was given, the reading, the day, and
/// nothing else. Every cell is judged even when an earlier one failed, so that a person mends a row once.
/// </summary>
internal sealed class CheckRows
{
    private const int LongestCell = 4096;
    private const int LongestNumber = 64;
    private const string ExpectedNumber = "a number such as 1234.5, with a point as decimal mark and no thousands separator";

    private static readonly SearchValues<char> plain = SearchValues.Create("0123456789.-");

    // Longer than any note; a longer cell is a finding before it is decoded.
    private readonly char[] cell = new char[LongestCell];
    private readonly DateOnly today;
    private readonly Layout layout;
    private readonly PlaceNames places;
    private readonly SkippedRows skipped;
    private readonly List<Found> found;
    private readonly Dictionary<string, CheckedIndicator>.AlternateLookup<ReadOnlySpan<char>> indicators;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> sources;
    private readonly int? datasetSource;

    private readonly string[] statuses = [.. ObservationStatuses.All.Select(status => status.Code)];

    // What the row says whichever of its figures is read, and whether all of that could be read.
    private CsvReader reader = null!;
    private StagedRow shared;
    private CheckedIndicator? sharedIndicator;
    private bool unitRead;
    private Unit? sharedUnit;
    private Emission? series;
    private int power;
    private bool sharedFailed;
    private long line;

    /// <param name="reference">Codes and their ids.</param>
    /// <param name="dataset">Whose own source stands for rows that name none.</param>
    /// <param name="today">UTC date; a period that begins later is an error.</param>
    /// <param name="layout">Where what stands.</param>
    /// <param name="places">Matches countries.</param>
    /// <param name="skipped">Counts what is left out.</param>
    /// <param name="found">Receives findings; the caller empties it.</param>
    public CheckRows(
        ReferenceData reference, Dataset dataset, DateOnly today, Layout layout, PlaceNames places, SkippedRows skipped, List<Found> found)
    {
        this.today = today;
        this.layout = layout;
        this.places = places;
        this.skipped = skipped;
        this.found = found;
        indicators = CheckedIndicator.All(reference).GetAlternateLookup<ReadOnlySpan<char>>();
        sources = reference.SourceIds.ToDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        datasetSource = dataset.Source is { } code && reference.SourceIds.TryGetValue(code, out var id) ? id : null;
    }

    /// <summary>Reads what the row on which <paramref name="row"/> stands says of all its figures.</summary>
    /// <returns>False when the row gives no figure: it is left out and counted, or no row of this table.</returns>
    public bool Begin(CsvReader row)
    {
        reader = row;
        line = row.LineNumber;
        if (IsBlank(row))
        {
            skipped.Blank++;
            return false;
        }

        if (!layout.Template && !HasFigure())
        {
            skipped.WithoutFigure++;
            return false;
        }

        if (layout.Template ? row.FieldCount != layout.Width : HasMore(row))
        {
            found.Add(Malformed.FieldCount(line, Encoding.UTF8.GetString(row.RawRecord), layout.Width));
            return false;
        }

        foreach (var (place, keep) in layout.Filters)
        {
            if (keep.Contains(Cell(place, layout.Name(Field.Note)))) continue;
            skipped.Filtered++;
            return false;
        }

        var before = found.Count;
        shared = new StagedRow { Line = line };
        series = null;
        if (!ReadIndicator(out sharedIndicator)) return false;
        if (!ReadCountry(out shared.CountryId))
        {
            // Nothing of a row that is left out is judged.
            found.RemoveRange(before, found.Count - before);
            return false;
        }

        shared.IndicatorId = sharedIndicator?.Id ?? 0;
        shared.Period = ReadPeriod();
        if (sharedIndicator is not null || layout.IndicatorByRow) shared.DefinitionId = series?.DefinitionId ?? ReadDefinition(sharedIndicator);
        shared.SourceId = ReadSource();
        shared.Control = ReadCode(Field.Control, Control.Territory, Codes.TryParse, "territory, owner, operator or vendor");
        shared.Bound = ReadCode(Field.Bound, Bound.Exact, Codes.TryParse, "exact, lower or upper");
        shared.Coverage = ReadCode(Field.Coverage, Coverage.National, Codes.TryParse, "national, partial or city");
        shared.Method = ReadCode(Field.Method, Method.Reported, Codes.TryParse, "measured, reported, official, estimated, modelled or derived");
        shared.Status = ReadStatus();
        shared.Note = Unguarded(Cell(Field.Note)) is { IsEmpty: false } note ? note.ToString() : null;
        (unitRead, sharedUnit) = (false, null);
        power = ReadPower();
        sharedFailed = found.Count > before;
        return true;
    }

    /// <summary>Reads one figure of the row.</summary>
    /// <returns>False when there is none, or the row has errors; they are then in the list.</returns>
    public bool TryRead(Emission emission, out StagedRow row)
    {
        row = shared;
        if (!layout.Template && IsEmpty(emission.Place) && layout.EmptyIsMissing)
        {
            skipped.Missing++;
            return false;
        }

        var before = found.Count;
        var indicator = emission.Indicator ?? sharedIndicator;
        row.IndicatorId = indicator?.Id ?? 0;
        if (emission.CountryId is { } country) row.CountryId = country;
        if (emission.Period is { } period)
        {
            row.Period = period;
            // Its code is text made anew, and wanted in a finding alone.
            if (period.Start > today) CheckPeriod(period, emission.Column, period.Code);
        }

        if (emission.DefinitionId is { } definition) row.DefinitionId = definition;
        else if (emission.Indicator is not null && !ReferenceEquals(emission.Indicator, sharedIndicator)) row.DefinitionId = ReadDefinition(indicator);
        return ReadNumbers(emission, indicator, ref row) && !sharedFailed && found.Count == before;
    }

    /// <summary>Takes off the apostrophe that the portal's own files put before text which a spreadsheet would run as a formula.</summary>
    private static ReadOnlySpan<char> Unguarded(ReadOnlySpan<char> text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;

    /// <summary>Text of one of the columns of a facility; empty where there is no such column.</summary>
    public string Text(int place) => Cell(place, "name").ToString();

    private bool HasFigure()
    {
        for (var i = 0; i < layout.Emissions.Count; i++)
        {
            if (!IsEmpty(layout.Emissions[i].Place)) return true;
        }

        return false;
    }

    private bool IsBlank(CsvReader row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (!IsEmpty(i)) return false;
        }

        return true;
    }

    /// <summary>Whether something stands to the right of the table.</summary>
    private bool HasMore(CsvReader row)
    {
        for (var i = layout.Width; i < row.FieldCount; i++)
        {
            if (!IsEmpty(i)) return true;
        }

        return false;
    }

    private bool IsEmpty(int place) => place < 0 || place >= reader.FieldCount || !reader.GetSpan(place).ContainsAnyExcept((byte)' ', (byte)'\t');

    /// <returns>False when the row is a group's, or is left out.</returns>
    private bool ReadCountry(out int id)
    {
        id = 0;
        if (layout.Place(Field.Country) < 0 && layout.Constant(Field.Country) is null && !layout.CountryByRow) return true;
        if (layout.Shape == TableShape.Facilities && IsEmpty(layout.Place(Field.Country)) && IsEmpty(layout.CountryName) && layout.Constant(Field.Country) is null)
        {
            skipped.WithoutCountry++;
            return false;
        }

        var named = layout.CountryName >= 0 && !IsEmpty(layout.CountryName);
        var text = named ? Cell(Field.Country) : RequiredCell(Field.Country, "an ISO 3166-1 alpha-3 code");
        if (text.IsEmpty && !named) return true;
        var place = text.IsEmpty ? Place.Unknown : places.Find(text);
        if (place.Kind == PlaceKind.Unknown && named)
        {
            text = Cell(layout.CountryName, layout.Name(Field.Country));
            place = places.Find(text);
        }

        switch (place.Kind)
        {
            case PlaceKind.Country:
                id = place.CountryId;
                return true;
            case PlaceKind.Aggregate:
                skipped.Aggregate(text.ToString());
                return false;
            case PlaceKind.LeftOut:
                skipped.LeftOut++;
                return false;
            default:
                Add(FindingCodes.UnknownCountry, Field.Country, text, "no country has this code or name", "an ISO 3166-1 alpha-3 code such as IND");
                return true;
        }
    }

    /// <returns>False when the row is of a series that is left out.</returns>
    private bool ReadIndicator(out CheckedIndicator? indicator)
    {
        indicator = null;
        if (layout.Place(Field.Indicator) < 0 && layout.Constant(Field.Indicator) is null && !layout.IndicatorByRow) return true;
        var text = RequiredCell(Field.Indicator, "the code of an indicator");
        if (text.IsEmpty || indicators.TryGetValue(text, out indicator)) return true;
        if (layout.Series.Count > 0 && layout.Series.TryGetValue(text.ToString(), out series))
        {
            indicator = series?.Indicator;
            if (series is null) skipped.Filtered++;
            return series is not null;
        }

        Add(FindingCodes.UnknownIndicator, Field.Indicator, text, "no indicator has this code", "a code listed at /api/v1/indicators");
        return true;
    }

    private Period ReadPeriod()
    {
        const string expected = "2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15";
        if (layout.PeriodParts.Year >= 0) return ReadPeriodParts(expected);
        if (layout.Place(Field.Period) < 0 && layout.Constant(Field.Period) is null && !layout.PeriodByRow) return default;
        var text = RequiredCell(Field.Period, expected);
        if (text.IsEmpty) return default;
        if (!(layout.Template ? Period.TryParse(text, out var period) : PeriodText.TryParse(text, out period)) || (layout.FiscalYears && PeriodText.IsFiscal(text)))
        {
            Add(
                FindingCodes.BadPeriod, Field.Period, text,
                PeriodText.IsFiscal(text) ? "this is a fiscal year, which begins in one year and ends in the next" : "this is no period", expected);
            return default;
        }

        CheckPeriod(period, layout.Name(Field.Period), text);
        return period;
    }

    private Period ReadPeriodParts(string expected)
    {
        var (yearPlace, half, quarter, month) = layout.PeriodParts;
        var (part, letter) = quarter >= 0 ? (quarter, "Q") : half >= 0 ? (half, "S") : (month, "");
        var year = Cell(yearPlace, "year").ToString();
        var text = year;
        if (part >= 0)
        {
            var own = Cell(part, "period").TrimStart("QqSsHhMmTt").ToString();
            text = $"{year}-{letter}{(letter.Length == 0 ? own.PadLeft(2, '0') : own)}";
        }

        if (!Period.TryParse(text, out var period))
        {
            found.Add(new(FindingCodes.BadPeriod, line, layout.Name(Field.Period), text, "this is no period", expected));
            return default;
        }

        CheckPeriod(period, layout.Name(Field.Period), text);
        return period;
    }

    private void CheckPeriod(Period period, string column, ReadOnlySpan<char> text)
    {
        if (period.Start <= today) return;
        found.Add(new(
            FindingCodes.FuturePeriod, line, column, text.ToString(), "this period has not begun",
            string.Create(CultureInfo.InvariantCulture, $"one that began by {today:yyyy-MM-dd}")));
    }

    private int ReadDefinition(CheckedIndicator? indicator)
    {
        var text = Cell(Field.Definition);
        if (indicator is null) return 0;
        if (text.IsEmpty || (layout.Shape == TableShape.SdmxCsv && text is SdmxObservations.NotApplicable))
        {
            if (indicator.DefaultDefinition is { } only) return only;
            Add(FindingCodes.DefinitionMissing, Field.Definition, "", $"{indicator.Code} has several definitions", indicator.DefinitionCodes);
            return 0;
        }

        if (indicator.Definitions.TryGetValue(text, out var id)) return id;
        Add(FindingCodes.UnknownDefinition, Field.Definition, text, $"{indicator.Code} has no such definition", indicator.DefinitionCodes);
        return 0;
    }

    private int ReadSource()
    {
        var text = Cell(Field.Source);
        if (text.IsEmpty)
        {
            if (datasetSource is { } own) return own;
            Add(FindingCodes.SourceMissing, Field.Source, "", "the row names no source and the dataset has none of its own", "a code listed at /api/v1/sources");
            return 0;
        }

        if (sources.TryGetValue(text, out var id)) return id;
        Add(FindingCodes.UnknownSource, Field.Source, text, "no source has this code", "a code listed at /api/v1/sources");
        return 0;
    }

    private string ReadStatus()
    {
        var text = Cell(Field.Status);
        if (text.IsEmpty) return "A";
        foreach (var status in statuses)
        {
            if (text.SequenceEqual(status)) return status;
        }

        // A flag of another office says the same in a small letter; what it says beyond is kept with the figure.
        if (!layout.Template && Flag(text.ToString()) is { } flag) return flag;
        Add(FindingCodes.BadCode, Field.Status, text, "this is no observation status", string.Join(", ", statuses));
        return "A";
    }

    /// <summary>The status that Eurostat's flags mean (https://ec.europa.eu/eurostat/data/database/information: b, e, f, i, p, u, s); null for others.</summary>
    private static string? Flag(string mark) => mark switch
    {
        "b" or "B" => "B",
        "e" or "E" or "s" or "S" or "(e)" => "E",
        "f" or "F" or "(f)" => "F",
        "i" or "I" => "I",
        "p" or "P" or "(p)" => "P",
        "u" or "U" => "U",
        _ => null,
    };

    private delegate bool TryParseCode<T>(ReadOnlySpan<char> text, out T value);

    private T ReadCode<T>(Field field, T otherwise, TryParseCode<T> tryParse, string expected)
    {
        var text = Cell(field);
        if (text.IsEmpty || tryParse(text, out var value) is var known && !known)
        {
            if (!text.IsEmpty) Add(FindingCodes.BadCode, field, text, "this code is not allowed here", expected);
            return otherwise;
        }

        return value;
    }

    /// <summary>Power of ten by which figures are multiplied.</summary>
    private int ReadPower()
    {
        if (layout.UnitMultiplier < 0) return 0;
        var text = Cell(layout.UnitMultiplier, "UNIT_MULT");
        if (text.IsEmpty) return 0;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -12 and <= 15) return number;
        found.Add(new(FindingCodes.BadCode, line, "UNIT_MULT", text.ToString(), "this is no power of ten", "a whole number from -12 to 15"));
        return 0;
    }

    private Unit? ReadUnit(CheckedIndicator? indicator)
    {
        // Said once for the row, and judged against the indicator of each figure.
        if (!unitRead)
        {
            unitRead = true;
            var text = RequiredCell(Field.Unit, indicator is null ? "the code of a unit" : $"{indicator.Unit.Code} or a unit that converts into it");
            if (!text.IsEmpty && !Unit.TryFind(text, out sharedUnit))
            {
                Add(
                    FindingCodes.UnknownUnit, Field.Unit, text, "no unit has this code or alias",
                    indicator is null ? "a known unit" : $"{indicator.Unit.Code} or a unit that converts into it");
            }

            if (sharedUnit is null) sharedFailed = true;
        }

        return sharedUnit;
    }

    private bool ReadNumbers(Emission emission, CheckedIndicator? indicator, ref StagedRow row)
    {
        var unit = emission.Unit ?? series?.Unit ?? ReadUnit(indicator);
        var convertible = unit is not null && indicator is not null && unit.CanConvertTo(indicator.Unit);
        if (unit is not null && indicator is not null && !convertible)
        {
            found.Add(new(
                FindingCodes.UnitMismatch, line, emission.Unit is null ? layout.Name(Field.Unit) : emission.Column, unit.Code,
                $"{indicator.Code} is measured in {indicator.Unit.Code}", $"{indicator.Unit.Code} or a unit that converts into it"));
        }

        var target = convertible ? indicator!.Unit : null;
        if (!ReadNumber(emission.Place, emission.Column, required: true, unit, target, out var value, out var valueText, out var mark)) return false;
        if (value is { } number)
        {
            row.Value = number;
            row.ValueText = valueText!;
            if (target is not null) CheckRange(emission.Column, number, valueText!, indicator!);
        }

        if (mark is not null) Mark(ref row, mark);
        ReadNumber(layout.Place(Field.Lower), layout.Name(Field.Lower), required: false, unit, target, out row.Lower, out row.LowerText, out _);
        ReadNumber(layout.Place(Field.Upper), layout.Name(Field.Upper), required: false, unit, target, out row.Upper, out row.UpperText, out _);
        if (row.ValueText is null) return false;
        if (row.Lower > row.Value) Add(FindingCodes.BoundsCross, Field.Lower, row.LowerText, "the lower bound lies above the value", $"at most {row.ValueText}");
        if (row.Upper < row.Value) Add(FindingCodes.BoundsCross, Field.Upper, row.UpperText, "the upper bound lies below the value", $"at least {row.ValueText}");
        return true;
    }

    /// <summary>A flag becomes the figure's status; any other mark stands in its note, where the footnote it points to can be looked for.</summary>
    private void Mark(ref StagedRow row, string mark)
    {
        skipped.Marked++;
        if (row.Status == "A" && Flag(mark) is { } status) row.Status = status;
        else row.Note = row.Note is null ? $"Marked {mark} in the file." : $"{row.Note} Marked {mark} in the file.";
    }

    /// <returns>False when the cell says that there is no figure.</returns>
    private bool ReadNumber(
        int place, string column, bool required, Unit? unit, Unit? target, out double? value, out string? text, out string? mark)
    {
        (value, text, mark) = (null, null, null);
        var before = found.Count;
        var written = Cell(place, column);
        if (written.IsEmpty)
        {
            if (required && found.Count == before) found.Add(new(FindingCodes.MissingValue, line, column, "", "this cell is empty", ExpectedNumber));
            return true;
        }

        var digits = written;
        if (written.ContainsAnyExcept(plain) || layout.DecimalMark != '.' || written is "-" or "." or ".." or "..." or "--" or "---")
        {
            var figure = FigureText.Read(written, layout.DecimalMark, layout.Thousands, layout.Template);
            if (figure.Kind == FigureKind.Missing)
            {
                if (required) skipped.Missing++;
                return false;
            }

            var contradicts = unit is not null && ((figure.Percent && unit != Unit.Percent) || (figure.Dollar && !unit.Code.Contains("USD", StringComparison.Ordinal)));
            if (figure.Kind == FigureKind.Wrong || contradicts)
            {
                found.Add(contradicts
                    ? new(
                        FindingCodes.UnitMismatch, line, column, written.ToString(), $"a {(figure.Percent ? "percent" : "dollar")} sign, and the unit is {unit!.Code}",
                        $"a figure in {unit.Code}")
                    : new(
                        FindingCodes.NotANumber, line, column, written.ToString(), figure.Problem!,
                        figure.Expected == FigureText.Example && layout.Template ? ExpectedNumber : figure.Expected!));
                return true;
            }

            digits = figure.Digits;
            mark = figure.Mark;
        }

        if (digits.Length > LongestNumber
            || !double.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            found.Add(new(FindingCodes.NotANumber, line, column, written.ToString(), "this is no finite number", ExpectedNumber));
            return true;
        }

        // What is written as something must not be kept as nothing.
        if (number == 0 && digits[..(digits.IndexOfAny('e', 'E') is var e && e < 0 ? digits.Length : e)].ContainsAnyInRange('1', '9'))
        {
            found.Add(new(FindingCodes.NotANumber, line, column, written.ToString(), "this is too small to be kept", ExpectedNumber));
            return true;
        }

        text = digits.ToString();
        value = number;
        if (unit is not null && target is not null && unit != target)
        {
            if (TryConvert(text, number, unit, target, out var converted)) (value, text) = (double.Parse(converted, CultureInfo.InvariantCulture), converted);
            else (value, text) = (null, null);
        }

        if (power != 0 && text is not null && !TryScale(ref text, ref value)) (value, text) = (null, null);
        if (value is null)
            found.Add(new(FindingCodes.OutOfRange, line, column, written.ToString(), $"this cannot be converted from {unit?.Code} to {target?.Code}", "a number of at most 28 digits"));
        return true;
    }

    /// <summary>Decimal keeps the digits as written when only the scale of the unit changes; the number is read back from the text, so that both are the same to the last bit.</summary>
    private static bool TryConvert(string digits, double value, Unit unit, Unit target, out string converted)
    {
        converted = "";
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || !unit.TryConvert(exact, target, out var result)
            || Math.Abs((double)result - (value * unit.FactorTo(target))) > 1e-9 * Math.Abs((double)result))
        {
            return false;
        }

        converted = result.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private bool TryScale(ref string text, ref double? value)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return false;
        try
        {
            for (var i = Math.Abs(power); i > 0; i--) exact = power > 0 ? exact * 10 : exact / 10;
        }
        catch (OverflowException)
        {
            return false;
        }

        // The point moves, and the digits stay as they were written.
        text = (power > 0 ? decimal.Round(exact, Math.Clamp(exact.Scale - power, 0, 28)) : exact).ToString(CultureInfo.InvariantCulture);
        value = double.Parse(text, CultureInfo.InvariantCulture);
        return true;
    }

    private void CheckRange(string column, double value, string text, CheckedIndicator indicator)
    {
        if (value < indicator.Minimum)
            found.Add(new(FindingCodes.OutOfRange, line, column, text, $"{indicator.Code} cannot be below {Number(indicator.Minimum)}", $"at least {Number(indicator.Minimum)} {indicator.Unit.Code}"));
        if (value > indicator.Maximum)
            found.Add(new(FindingCodes.OutOfRange, line, column, text, $"{indicator.Code} cannot be above {Number(indicator.Maximum)}", $"at most {Number(indicator.Maximum)} {indicator.Unit.Code}"));
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private ReadOnlySpan<char> RequiredCell(Field field, string expected)
    {
        var before = found.Count;
        var text = Cell(field);
        if (text.IsEmpty && found.Count == before) Add(FindingCodes.MissingValue, field, "", "this cell is empty", expected);
        return text;
    }

    /// <summary>What the row says of a field, or what holds for every row. Valid until the next call.</summary>
    private ReadOnlySpan<char> Cell(Field field) => layout.Constant(field) is { } always ? always : Cell(layout.Place(field), layout.Name(field));

    /// <summary>The cell's text without surrounding blanks; empty where the row has no such cell. Valid until the next call.</summary>
    private ReadOnlySpan<char> Cell(int place, string column)
    {
        if (place < 0 || place >= reader.FieldCount) return [];
        var bytes = reader.GetSpan(place);
        if (bytes.Length > LongestCell)
        {
            found.Add(new(FindingCodes.CellTooLong, line, column, Encoding.UTF8.GetString(bytes[..64]), "this cell is too long", $"at most {LongestCell} bytes"));
            return [];
        }

        if (bytes.Contains((byte)0))
        {
            found.Add(new(FindingCodes.NulByte, line, column, Encoding.UTF8.GetString(bytes).Replace('\0', '␀'), "this cell holds a NUL byte", "text"));
            return [];
        }

        if (Utf8.ToUtf16(bytes, cell, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            found.Add(new(FindingCodes.NotUtf8, line, column, Encoding.Latin1.GetString(bytes), "these bytes are not UTF-8, the file may be Windows-1252", "a file saved as UTF-8"));
            return [];
        }

        if (cell.AsSpan(0, length).Contains('\uFFFD'))
        {
            found.Add(new(FindingCodes.NotUtf8, line, column, cell.AsSpan(0, length).ToString(), "a character of this cell was lost", "the encoding in which the file was saved"));
            return [];
        }

        return cell.AsSpan(0, length).Trim();
    }

    private void Add(FindingCode code, Field field, ReadOnlySpan<char> value, string problem, string expected) =>
        found.Add(new Found(code, line, layout.Name(field), value.ToString(), problem, expected));
}
