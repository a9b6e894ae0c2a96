using Npgsql;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Looks into a received file and proposes how it is read.</summary>
internal static class ReadingProposals
{
    private const int MostSheets = 60;

    /// <summary>Proposes a reading; null with what is wrong where the file is no table.</summary>
    /// <param name="connection">Free; left free.</param>
    /// <param name="file">The file.</param>
    /// <param name="dataset">For which it was uploaded.</param>
    /// <param name="known">Codes.</param>
    /// <param name="wanted">What a person has fixed already: encoding, separator, decimal mark, header row, shape, sheet; null leaves all open.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<(Reading? Reading, Found? Wrong)> ProposeAsync(
        NpgsqlConnection connection, SourceFile file, Dataset dataset, ReferenceData known, Reading? wanted, CancellationToken ct)
    {
        if (file.Length == 0) return (null, Malformed.Empty);
        var confirmed = await ReadingStore.ConfirmedAsync(connection, dataset.Id, ct);
        var start = await StartAsync(connection, file, ct);
        if (CsvOpening.Judge(start) is { } wrong) return (null, wrong);
        if (CsvOpening.IsArchive(start)) return await ProposeWorkbookAsync(connection, file, dataset, known, confirmed, wanted, ct);

        var encoding = wanted?.Encoding ?? file.Encoding ?? await ScanAsync(connection, file, ct);
        var opening = new Reading { Encoding = encoding };
        var (text, length) = await SampleAsync(connection, file, opening with { Encoding = encoding ?? TextEncodings.Windows1252 }, ct);
        var (separator, rows) = wanted?.Separator is [var fixedSeparator] ? (fixedSeparator, SampleTable.Rows(text, length, fixedSeparator)) : Separate(text, length);
        if (rows.Count == 0) return (null, Malformed.Empty);

        opening = opening with { Separator = separator.ToString() };
        if (separator == '\t' && SampleTable.HasStrayQuotes(text, length, separator))
        {
            opening = opening with { LiteralQuotes = true };
            rows = SampleTable.Rows(text, length, opening);
        }

        if (separator == '\t' && rows[0].Cells[0].Contains(',', StringComparison.Ordinal) && rows[0].Cells[0].Contains('\\', StringComparison.Ordinal))
        {
            opening = opening with { CompoundFirst = true };
            (text, length) = await SampleAsync(connection, file, opening with { Encoding = encoding ?? TextEncodings.Windows1252 }, ct);
            rows = SampleTable.Rows(text, length, separator);
        }

        // A row longer than all that was looked at, or a file without columns: the strict way says what is wrong with it.
        if (rows.Count == 1 && length >= SampleTable.Length)
            return (opening with { Encoding = encoding ?? TextEncodings.Utf8, Template = true, DecimalMark = ".", Certain = true, HeaderRow = (int)rows[0].Line }, null);

        // The line by which Excel is told the separator is none of the table's.
        if (rows[0].Cells[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) rows = [.. rows.Skip(1)];
        return await ProposeAsync(connection, dataset, known, confirmed, wanted, opening, rows, ct) is { } proposal ? (proposal, null) : (null, NoSuchRow(wanted!));
    }

    private static Found NoSuchRow(Reading wanted) =>
        new(FindingCodes.EmptyFile, 0, null, null, $"the header is said to stand in row {wanted.HeaderRow}, and no row so far down is looked at", "a header in one of the first rows");

    private static async Task<Reading?> ProposeAsync(
        NpgsqlConnection connection, Dataset dataset, ReferenceData known, IReadOnlyList<Reading> confirmed, Reading? wanted, Reading opening,
        IReadOnlyList<SourceRow> rows, CancellationToken ct)
    {
        // A header row that a person names is the first row there is.
        var header = wanted is { HeaderRow: > 1 } ? Math.Clamp(wanted.HeaderRows, 1, 2) : 0;
        if (header > 0) rows = [.. rows.SkipWhile(row => row.Line < wanted!.HeaderRow - (header - 1))];
        if (rows.Count == 0) return null;
        var proposal = new ProposeReading(known, dataset, UsualRows.None, confirmed).Propose(opening, rows, header);
        // The template and what is known already need no look at what is published.
        if (!proposal.Certain && !proposal.Template)
            proposal = new ProposeReading(known, dataset, await ReadingStore.UsualAsync(connection, dataset.Id, known, ct), confirmed).Propose(opening, rows, header);
        return wanted is null ? proposal : proposal with { DecimalMark = wanted.DecimalMark ?? proposal.DecimalMark, Certain = false };
    }

    private static async Task<(Reading? Reading, Found? Wrong)> ProposeWorkbookAsync(
        NpgsqlConnection connection, SourceFile file, Dataset dataset, ReferenceData known, IReadOnlyList<Reading> confirmed, Reading? wanted, CancellationToken ct)
    {
        try
        {
            return await ChooseSheetAsync(connection, file, dataset, known, confirmed, wanted, ct);
        }
        catch (WorkbookException broken)
        {
            return (null, Malformed.Workbook(broken));
        }
    }

    private static async Task<(Reading? Reading, Found? Wrong)> ChooseSheetAsync(
        NpgsqlConnection connection, SourceFile file, Dataset dataset, ReferenceData known, IReadOnlyList<Reading> confirmed, Reading? wanted, CancellationToken ct)
    {
        IReadOnlyList<string> sheets;
        await using (var archive = new SeekableChunks(connection, file.Id, file.Length))
        {
            if (Workbook.Judge(archive, ct) is var (problem, expected)) return (null, new(FindingCodes.WorkbookRefused, 0, null, null, problem, expected));
            sheets = Workbook.VisibleSheets(archive);
        }

        var best = (Reading?)null;
        var score = -1;
        var wantedSheets = wanted?.Sheet is { } only ? [only] : sheets.Take(MostSheets).ToList();
        if (wanted?.Sheet is null && sheets.Count > 1 && sheets.Count(name => PeriodText.TryParse(name, out _)) * 2 > sheets.Count) wantedSheets = [Reading.EverySheet];
        foreach (var sheet in wantedSheets)
        {
            var opening = new Reading { Encoding = TextEncodings.Workbook, Sheet = sheet };
            var (text, length) = await SampleAsync(connection, file, opening, ct);
            var rows = SampleTable.Rows(text, length, ',');
            if (rows.Count == 0) continue;
            if (await ProposeAsync(connection, dataset, known, confirmed, wanted, opening, rows, ct) is not { } proposal) continue;
            var own = Score(proposal, rows);
            if (own > score) (best, score) = (proposal, own);
        }

        if (best is null) return (null, wanted is { HeaderRow: > 1 } ? NoSuchRow(wanted) : Malformed.Empty);
        return (best, null);
    }

    /// <summary>How much like a table of figures a sheet looks.</summary>
    private static int Score(Reading reading, IReadOnlyList<SourceRow> rows)
    {
        var figures = reading.Columns.Count(column => column.Role == ColumnRole.Value);
        var places = reading.Columns.Any(column => column.Role == ColumnRole.Country || column.Country is not null);
        return (reading.Template ? 10_000 : 0) + (figures > 0 && places ? 1_000 : 0) + (figures > 0 ? 100 : 0) + Math.Min(rows.Count, 90);
    }

    /// <summary>The separator by which most rows have the same number of cells, and the rows by it.</summary>
    private static (char Separator, IReadOnlyList<SourceRow> Rows) Separate(byte[] text, int length)
    {
        var first = SampleTable.Rows(text, Math.Min(length, 64), '\u0001');
        if (first.Count > 0 && first[0].Cells[0] is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', .. var told] && told.Length <= 1)
        {
            var said = told.Length == 1 ? told[0] : '\t';
            if (said is ',' or ';' or '\t' or '|') return (said, SampleTable.Rows(text, length, said));
        }

        // Eurostat packs codes with commas before the first tab: geo\TIME_PERIOD<tab>2020.
        var line = text.AsSpan(0, length);
        if (line.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0) line = line[..end];
        if (line.IndexOf((byte)'\t') is var tab and > 0 && line[..tab].Contains((byte)'\\') && line[..tab].Contains((byte)',')) return ('\t', SampleTable.Rows(text, length, '\t'));

        var best = (Separator: ',', Rows: SampleTable.Rows(text, length, ','), Score: -1.0);
        foreach (var separator in ",;\t|")
        {
            var rows = SampleTable.Rows(text, length, separator);
            var usual = rows.Where(row => row.Cells.Count > 1).GroupBy(row => row.Cells.Count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault();
            var score = usual is null ? 0 : (double)usual.Count() / rows.Count * Math.Log2(usual.Key + 1);
            // A header alone tells: it has more cells by its own separator.
            if (score > best.Score) best = (separator, rows, score);
        }

        return (best.Separator, best.Rows);
    }

    private static async Task<byte[]> StartAsync(NpgsqlConnection connection, SourceFile file, CancellationToken ct)
    {
        await using var chunks = await ChunkStream.OpenAsync(connection, file.Id, ct);
        var start = new byte[CsvOpening.Length];
        var length = await chunks.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return start[..length];
    }

    private static async Task<(byte[] Text, int Length)> SampleAsync(NpgsqlConnection connection, SourceFile file, Reading reading, CancellationToken ct)
    {
        await using var table = await TableBytes.OpenAsync(connection, file.Id, file.Length, reading, ct);
        return await SampleTable.TakeAsync(table.Text, ct);
    }

    /// <summary>The encoding of a file that was received before anybody looked for it.</summary>
    private static async Task<string?> ScanAsync(NpgsqlConnection connection, SourceFile file, CancellationToken ct)
    {
        await using var chunks = await ChunkStream.OpenAsync(connection, file.Id, ct);
        var scan = new EncodingScan();
        var buffer = new byte[1 << 16];
        while (await chunks.ReadAsync(buffer, ct) is var count and > 0) scan.Pass(buffer.AsSpan(0, count));
        return scan.Verdict();
    }
}
