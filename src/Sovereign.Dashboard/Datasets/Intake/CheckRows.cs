using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>
/// Judges one row at a time: an observation, or what is wrong with it. Pure: it knows the reference data it was given, the day, and nothing else.
/// Every cell is judged even when an earlier one failed, so that a person mends a row once.
/// </summary>
internal sealed class CheckRows
{
    private const int LongestCell = 4096;
    private const int LongestNumber = 64;

    // Longer than any note; a longer cell is a finding before it is decoded.
    private readonly char[] cell = new char[LongestCell];
    private readonly DateOnly today;
    private readonly Columns columns;
    private readonly List<Found> found;
    private readonly Dictionary<string, CheckedIndicator>.AlternateLookup<ReadOnlySpan<char>> indicators;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> countries;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> sources;
    private readonly int? datasetSource;
    private static readonly SearchValues<char> numerals = SearchValues.Create("0123456789-+,. \u00A0\u202F");

    private readonly string[] statuses = ["A", "B", "E", "F", "I", "P", "U"];

    /// <param name="reference">Codes and their ids.</param>
    /// <param name="dataset">Whose own source stands for rows that name none.</param>
    /// <param name="today">UTC date; a period that begins later is an error.</param>
    /// <param name="columns">The file's header.</param>
    /// <param name="found">Receives findings; the caller empties it.</param>
    public CheckRows(ReferenceData reference, Dataset dataset, DateOnly today, Columns columns, List<Found> found)
    {
        this.today = today;
        this.columns = columns;
        this.found = found;
        indicators = reference.Indicators.Values
            .ToDictionary(i => i.Code, i => new CheckedIndicator(i, reference))
            .GetAlternateLookup<ReadOnlySpan<char>>();
        countries = CountryNames(reference).GetAlternateLookup<ReadOnlySpan<char>>();
        sources = reference.SourceIds.ToDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        datasetSource = dataset.Source is { } code && reference.SourceIds.TryGetValue(code, out var id) ? id : null;
    }

    /// <summary>Reads the row on which <paramref name="reader"/> stands.</summary>
    /// <returns>False when the row has errors; they are then in the list.</returns>
    public bool TryRead(CsvReader reader, out StagedRow row)
    {
        var before = found.Count;
        var line = reader.LineNumber;
        row = new StagedRow { Line = line };

        var indicator = ReadIndicator(reader, line);
        row.IndicatorId = indicator?.Id ?? 0;
        row.CountryId = ReadCountry(reader, line);
        row.Period = ReadPeriod(reader, line);
        row.DefinitionId = ReadDefinition(reader, line, indicator);
        row.SourceId = ReadSource(reader, line);
        row.Control = ReadCode<Control>(reader, line, "control", Control.Territory, Codes.TryParse, "territory, owner, operator or vendor");
        row.Bound = ReadCode<Bound>(reader, line, "bound", Bound.Exact, Codes.TryParse, "exact, lower or upper");
        row.Coverage = ReadCode<Coverage>(reader, line, "coverage", Coverage.National, Codes.TryParse, "national, partial or city");
        row.Method = ReadCode<Method>(reader, line, "method", Method.Reported, Codes.TryParse, "measured, reported, official, estimated, modelled or derived");
        row.Status = ReadStatus(reader, line);
        row.Note = Cell(reader, line, "note") is { IsEmpty: false } note ? note.ToString() : null;
        ReadNumbers(reader, line, indicator, ref row);
        return found.Count == before;
    }

    private static Dictionary<string, int> CountryNames(ReferenceData reference)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var country in reference.Countries.Values) names[country.Code] = reference.CountryIds[country.Code];
        // A name or alias that two countries share names neither.
        var byName = reference.Countries.Values
            .SelectMany(country => country.Aliases.Append(country.Name).Distinct(StringComparer.OrdinalIgnoreCase), (country, name) => (name, country.Code))
            .GroupBy(pair => pair.name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() == 1);
        foreach (var group in byName) names.TryAdd(group.Key, reference.CountryIds[group.Single().Code]);
        return names;
    }

    private CheckedIndicator? ReadIndicator(CsvReader reader, long line)
    {
        var text = RequiredCell(reader, line, "indicator", "the code of an indicator");
        if (text.IsEmpty) return null;
        if (indicators.TryGetValue(text, out var indicator)) return indicator;
        Add(FindingCodes.UnknownIndicator, line, "indicator", text, "no indicator has this code", "a code listed at /api/v1/indicators");
        return null;
    }

    private int ReadCountry(CsvReader reader, long line)
    {
        var text = RequiredCell(reader, line, "country", "an ISO 3166-1 alpha-3 code");
        if (text.IsEmpty) return 0;
        if (countries.TryGetValue(text, out var id)) return id;
        Add(FindingCodes.UnknownCountry, line, "country", text, "no country has this code or name", "an ISO 3166-1 alpha-3 code such as IND");
        return 0;
    }

    private Period ReadPeriod(CsvReader reader, long line)
    {
        const string expected = "2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15";
        var text = RequiredCell(reader, line, "period", expected);
        if (text.IsEmpty) return default;
        if (!Period.TryParse(text, out var period))
        {
            Add(FindingCodes.BadPeriod, line, "period", text, "this is no period", expected);
            return default;
        }

        if (period.Start > today)
            Add(FindingCodes.FuturePeriod, line, "period", text, "this period has not begun", string.Create(CultureInfo.InvariantCulture, $"one that began by {today:yyyy-MM-dd}"));
        return period;
    }

    private int ReadDefinition(CsvReader reader, long line, CheckedIndicator? indicator)
    {
        var text = Cell(reader, line, "definition");
        if (indicator is null) return 0;
        if (text.IsEmpty)
        {
            if (indicator.DefaultDefinition is { } only) return only;
            Add(FindingCodes.DefinitionMissing, line, "definition", "", $"{indicator.Code} has several definitions", indicator.DefinitionCodes);
            return 0;
        }

        if (indicator.Definitions.TryGetValue(text, out var id)) return id;
        Add(FindingCodes.UnknownDefinition, line, "definition", text, $"{indicator.Code} has no such definition", indicator.DefinitionCodes);
        return 0;
    }

    private int ReadSource(CsvReader reader, long line)
    {
        var text = Cell(reader, line, "source");
        if (text.IsEmpty)
        {
            if (datasetSource is { } own) return own;
            Add(FindingCodes.SourceMissing, line, "source", "", "the row names no source and the dataset has none of its own", "a code listed at /api/v1/sources");
            return 0;
        }

        if (sources.TryGetValue(text, out var id)) return id;
        Add(FindingCodes.UnknownSource, line, "source", text, "no source has this code", "a code listed at /api/v1/sources");
        return 0;
    }

    private string ReadStatus(CsvReader reader, long line)
    {
        var text = Cell(reader, line, "status");
        if (text.IsEmpty) return "A";
        foreach (var status in statuses)
        {
            if (text.SequenceEqual(status)) return status;
        }

        Add(FindingCodes.BadCode, line, "status", text, "this is no observation status", string.Join(", ", statuses));
        return "A";
    }

    private delegate bool TryParseCode<T>(ReadOnlySpan<char> text, out T value);

    private T ReadCode<T>(CsvReader reader, long line, string column, T otherwise, TryParseCode<T> tryParse, string expected)
    {
        var text = Cell(reader, line, column);
        if (text.IsEmpty || tryParse(text, out var value) is var known && !known)
        {
            if (!text.IsEmpty) Add(FindingCodes.BadCode, line, column, text, "this code is not allowed here", expected);
            return otherwise;
        }

        return value;
    }

    private void ReadNumbers(CsvReader reader, long line, CheckedIndicator? indicator, ref StagedRow row)
    {
        var unitText = RequiredCell(reader, line, "unit", indicator is null ? "the code of a unit" : $"{indicator.Unit.Code} or a unit that converts into it");
        Unit? unit = null;
        if (!unitText.IsEmpty)
        {
            if (!Unit.TryFind(unitText, out unit))
                Add(FindingCodes.UnknownUnit, line, "unit", unitText, "no unit has this code or alias", indicator is null ? "a known unit" : $"{indicator.Unit.Code} or a unit that converts into it");
            else if (indicator is not null && !unit.CanConvertTo(indicator.Unit))
                Add(FindingCodes.UnitMismatch, line, "unit", unitText, $"{indicator.Code} is measured in {indicator.Unit.Code}", $"{indicator.Unit.Code} or a unit that converts into it");
        }

        var convertible = unit is not null && indicator is not null && unit.CanConvertTo(indicator.Unit);
        var target = convertible ? indicator!.Unit : null;
        if (ReadNumber(reader, line, "value", required: true, unit, target, out var valueText) is { } value)
        {
            row.Value = value;
            row.ValueText = valueText!;
            if (target is not null) CheckRange(line, "value", value, valueText!, indicator!);
        }

        row.Lower = ReadNumber(reader, line, "lower", required: false, unit, target, out row.LowerText);
        row.Upper = ReadNumber(reader, line, "upper", required: false, unit, target, out row.UpperText);
        if (row.ValueText is null) return;
        if (row.Lower > row.Value) Add(FindingCodes.BoundsCross, line, "lower", row.LowerText, "the lower bound lies above the value", $"at most {row.ValueText}");
        if (row.Upper < row.Value) Add(FindingCodes.BoundsCross, line, "upper", row.UpperText, "the upper bound lies below the value", $"at least {row.ValueText}");
    }

    private double? ReadNumber(CsvReader reader, long line, string column, bool required, Unit? unit, Unit? target, out string? text)
    {
        const string expected = "a number such as 1234.5, with a point as decimal mark and no thousands separator";
        text = null;
        var written = required ? RequiredCell(reader, line, column, expected) : Cell(reader, line, column);
        if (written.IsEmpty) return null;
        if (written.Length > LongestNumber
            || !double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            var (problem, instead) = Separators(written) ?? ("this is no finite number", expected);
            Add(FindingCodes.NotANumber, line, column, written, problem, instead);
            return null;
        }

        // What is written as something must not be kept as nothing.
        if (value == 0 && written[..(written.IndexOfAny('e', 'E') is var e && e < 0 ? written.Length : e)].ContainsAnyInRange('1', '9'))
        {
            Add(FindingCodes.NotANumber, line, column, written, "this is too small to be kept", expected);
            return null;
        }

        // A plus in front says nothing, and spreadsheets take it for a formula.
        text = written.TrimStart('+').ToString();
        if (unit is null || target is null || unit == target) return value;

        // Decimal keeps the digits as written when only the scale of the unit changes.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && unit.TryConvert(exact, target, out var converted)
            && Math.Abs((double)converted - (value * unit.FactorTo(target))) <= 1e-9 * Math.Abs((double)converted))
        {
            text = converted.ToString(CultureInfo.InvariantCulture);
            // Read back from the text, so that both are the same number to the last bit.
            return double.Parse(text, CultureInfo.InvariantCulture);
        }

        Add(FindingCodes.OutOfRange, line, column, written, $"this cannot be converted from {unit.Code} to {target.Code}", "a number of at most 28 digits");
        return null;
    }

    /// <summary>What a comma or blanks inside a number may mean; null where they are not all that is wrong.</summary>
    private static (string Problem, string Expected)? Separators(ReadOnlySpan<char> written)
    {
        if (written.Length > LongestNumber || written.ContainsAnyExcept(numerals)) return null;
        var text = written.ToString();
        var closed = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        if (closed.Length < text.Length && !closed.Contains(',', StringComparison.Ordinal)) return ("blanks inside a number", closed);
        if (closed.Length < text.Length || text.Count(c => c == ',') is not 1 and not 2 || text.Contains('.', StringComparison.Ordinal)) return null;
        var grouped = text.Split(',')[1..].All(group => group.Length == 3);
        var without = text.Replace(",", "", StringComparison.Ordinal);
        if (text.Count(c => c == ',') == 2) return grouped ? ("thousands separators", without) : null;
        var point = text.Replace(',', '.');
        return grouped ? ("a comma, of thousands or of decimals", $"{without} or {point}") : ("decimal comma", point);
    }

    private void CheckRange(long line, string column, double value, string text, CheckedIndicator indicator)
    {
        if (value < indicator.Minimum)
            Add(FindingCodes.OutOfRange, line, column, text, $"{indicator.Code} cannot be below {Number(indicator.Minimum)}", $"at least {Number(indicator.Minimum)} {indicator.Unit.Code}");
        if (value > indicator.Maximum)
            Add(FindingCodes.OutOfRange, line, column, text, $"{indicator.Code} cannot be above {Number(indicator.Maximum)}", $"at most {Number(indicator.Maximum)} {indicator.Unit.Code}");
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private ReadOnlySpan<char> RequiredCell(CsvReader reader, long line, string column, string expected)
    {
        var before = found.Count;
        var text = Cell(reader, line, column);
        if (text.IsEmpty && found.Count == before) Add(FindingCodes.MissingValue, line, column, "", "this cell is empty", expected);
        return text;
    }

    /// <summary>The cell's text without surrounding blanks; empty where the file has no such column. Valid until the next call.</summary>
    private ReadOnlySpan<char> Cell(CsvReader reader, long line, string column)
    {
        var place = columns[column];
        if (place < 0) return [];
        var bytes = reader.GetSpan(place);
        if (bytes.Length > LongestCell)
        {
            Add(FindingCodes.CellTooLong, line, column, Encoding.UTF8.GetString(bytes[..64]), "this cell is too long", $"at most {LongestCell} bytes");
            return [];
        }

        if (bytes.Contains((byte)0))
        {
            Add(FindingCodes.NulByte, line, column, Encoding.UTF8.GetString(bytes).Replace('\0', '␀'), "this cell holds a NUL byte", "text");
            return [];
        }

        if (Utf8.ToUtf16(bytes, cell, out _, out var length, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            Add(FindingCodes.NotUtf8, line, column, Encoding.Latin1.GetString(bytes), "these bytes are not UTF-8, the file may be Windows-1252", "a file saved as UTF-8");
            return [];
        }

        return cell.AsSpan(0, length).Trim();
    }

    private void Add(FindingCode code, long line, string? column, ReadOnlySpan<char> value, string problem, string expected) =>
        found.Add(new Found(code, line, column, value.ToString(), problem, expected));
}
