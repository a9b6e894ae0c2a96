using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>How a file is read: proposed by the portal, changed and confirmed by a person, kept with the version and proposed for the next file like it.</summary>
public sealed record Reading
{
    /// <summary>Name of a text encoding as the web knows it (<c>utf-8</c>, <c>windows-1252</c>); of a workbook <c>xlsx</c>; null where it could not be told.</summary>
    public string? Encoding { get; init; }

    /// <summary>Between cells: a comma, semicolon, tab or vertical bar. Null for a workbook.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether commas separate cells within the first column too, as Eurostat writes <c>freq,unit,geo\TIME_PERIOD</c> before the first tab.</summary>
    public bool CompoundFirst { get; init; }

    /// <summary>Whether quotes are letters like any other, as in tables with tabs that quote nothing.</summary>
    public bool LiteralQuotes { get; init; }

    /// <summary>The decimal mark, a point or a comma; null where it could not be told.</summary>
    [JsonPropertyName("decimal")]
    public string? DecimalMark { get; init; }

    /// <summary>Whether figures may have thousands separators. Without them a comma or point that could be either is a finding.</summary>
    public bool Thousands { get; init; }

    /// <summary>Line of the file, or row of the sheet, in which the header stands; with two header rows the second of them.</summary>
    public int HeaderRow { get; init; } = 1;

    /// <summary>1, or 2 where the row above or the row of units below belongs to the header.</summary>
    public int HeaderRows { get; init; } = 1;

    public TableShape Shape { get; init; }

    /// <summary>Of a workbook: the sheet; <see cref="EverySheet"/> where each sheet holds one period.</summary>
    public string? Sheet { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ReadingColumn> Columns { get; init; } = [];

    /// <summary>What holds for every row because no column says it.</summary>
    public EveryRow EveryRow { get; init; } = new();

    /// <summary>Whether a figure's empty cell means that nothing was reported; in the portal's own template it is an error.</summary>
    public bool EmptyIsMissing { get; init; }

    /// <summary>Names that the portal does not know, as written in the file, with the country's alpha-3 code; an empty one leaves the rows out.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands in the column of indicators and is no code of the portal's, with what it is here.</summary>
    public IReadOnlyDictionary<string, SeriesReading> Series { get; init; } = new Dictionary<string, SeriesReading>();

    /// <summary>True when nothing needs to be asked; false while a person must confirm.</summary>
    public bool Certain { get; init; }

    /// <summary>The portal's own template: judged strictly, since its columns, numbers and periods are laid down.</summary>
    public bool Template { get; init; }

    /// <summary>In place of a sheet's name: all visible sheets, one after the other, each named after its period.</summary>
    public const string EverySheet = "*";

    [JsonIgnore]
    public bool IsWorkbook => Encoding == TextEncodings.Workbook;

    /// <summary>The header as one text, by which the next file like this one is known.</summary>
    [JsonIgnore]
    public string Signature => string.Join('\u001F', Columns.Select(column => column.Name.Trim()));
}
