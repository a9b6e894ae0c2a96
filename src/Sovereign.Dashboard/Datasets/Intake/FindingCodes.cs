namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Every finding the intake can make: code, tier and what it means. The order is the order of the documentation.</summary>
public static class FindingCodes
{
    public static readonly FindingCode EmptyFile = new("empty-file", "S", "The file holds no bytes.");
    public static readonly FindingCode NoRows = new("no-rows", "S", "The file holds a header and no row.");
    public static readonly FindingCode EncodingUnsupported = new("encoding-unsupported", "S", "The file is in an encoding other than UTF-8.");
    public static readonly FindingCode NotUtf8 = new("not-utf8", "S", "A cell holds bytes that are not UTF-8.");
    public static readonly FindingCode NulByte = new("nul-byte", "S", "A cell holds a NUL byte.");
    public static readonly FindingCode SeparatorUnsupported = new("separator-unsupported", "S", "Columns are separated by something other than a comma.");
    public static readonly FindingCode MissingColumn = new("missing-column", "S", "A column that every file needs is absent.");
    public static readonly FindingCode UnknownColumn = new("unknown-column", "S", "The header names a column that the long format does not have.");
    public static readonly FindingCode DuplicateColumn = new("duplicate-column", "S", "The header names a column twice.");
    public static readonly FindingCode FieldCount = new("field-count", "S", "A row has more or fewer cells than the header.");
    public static readonly FindingCode UnclosedQuote = new("unclosed-quote", "S", "A quoted cell is never closed.");
    public static readonly FindingCode MalformedQuote = new("malformed-quote", "S", "A quote stands where none may.");
    public static readonly FindingCode RowTooLong = new("row-too-long", "S", "A row is longer than any real row; reading stopped there.");
    public static readonly FindingCode CellTooLong = new("cell-too-long", "S", "A cell is longer than the column allows.");
    public static readonly FindingCode MissingValue = new("missing-value", "V", "A cell that must be filled is empty.");
    public static readonly FindingCode NotANumber = new("not-a-number", "V", "A number was expected.");
    public static readonly FindingCode OutOfRange = new("out-of-range", "V", "A number lies outside what the indicator can take.");
    public static readonly FindingCode BoundsCross = new("bounds-cross", "V", "The lower bound lies above the value, or the upper below it.");
    public static readonly FindingCode UnknownIndicator = new("unknown-indicator", "V", "No indicator has this code.");
    public static readonly FindingCode UnknownCountry = new("unknown-country", "V", "No country of ISO 3166-1 has this code or name.");
    public static readonly FindingCode UnknownDefinition = new("unknown-definition", "V", "The indicator has no definition with this code.");
    public static readonly FindingCode DefinitionMissing = new("definition-missing", "V", "The indicator has several definitions and the row names none.");
    public static readonly FindingCode UnknownSource = new("unknown-source", "V", "No source has this code.");
    public static readonly FindingCode SourceMissing = new("source-missing", "V", "The row names no source and the dataset has none of its own.");
    public static readonly FindingCode UnknownUnit = new("unknown-unit", "V", "No unit has this code or alias.");
    public static readonly FindingCode UnitMismatch = new("unit-mismatch", "V", "The unit measures something else than the indicator.");
    public static readonly FindingCode BadPeriod = new("bad-period", "V", "The period is not ISO 8601 as read here.");
    public static readonly FindingCode FuturePeriod = new("future-period", "V", "The period has not begun yet.");
    public static readonly FindingCode BadCode = new("bad-code", "V", "The cell holds none of the codes that the column allows.");
    public static readonly FindingCode DuplicateKey = new("duplicate-key", "V", "Two rows of the file speak of the same observation.");
    public static readonly FindingCode KeyOwnedElsewhere = new("key-owned-elsewhere", "V", "The observation belongs to another dataset.");

    /// <summary>All of them; <c>docs/findings.md</c> is compared with this list.</summary>
    public static readonly IReadOnlyList<FindingCode> All =
    [
        EmptyFile, NoRows, EncodingUnsupported, NotUtf8, NulByte, SeparatorUnsupported, MissingColumn, UnknownColumn, DuplicateColumn, FieldCount,
        UnclosedQuote, MalformedQuote, RowTooLong, CellTooLong, MissingValue, NotANumber, OutOfRange, BoundsCross, UnknownIndicator, UnknownCountry,
        UnknownDefinition, DefinitionMissing, UnknownSource, SourceMissing, UnknownUnit, UnitMismatch, BadPeriod, FuturePeriod, BadCode,
        DuplicateKey, KeyOwnedElsewhere,
    ];
}
