namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>What a <c>.workbook.json</c> of the corpus says.</summary>
internal sealed record CorpusWorkbookSource
{
    /// <summary>None: a ZIP that is no workbook.</summary>
    public required IReadOnlyList<CorpusSheet> Sheets { get; init; }

    /// <summary>Further files of the ZIP.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();

    /// <summary>Days are counted from 1904.</summary>
    public bool Date1904 { get; init; }

    /// <summary>With a macro project.</summary>
    public bool Macros { get; init; }

    /// <summary>Address of another workbook that formulas read.</summary>
    public string? ExternalLink { get; init; }

    /// <summary>How many mebibytes of blanks the first sheet holds besides its rows.</summary>
    public int BombMebibytes { get; init; }

    /// <summary>The sheets declare entities that grow when they are read.</summary>
    public bool Doctype { get; init; }

    /// <summary>Share of the bytes that is kept, from the start.</summary>
    public double KeepFraction { get; init; } = 1;
}
