namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Finds where the header of a table stands: below titles and remarks, above figures, in one row or in two.</summary>
internal static class FindHeader
{
    /// <summary>The header's names, the place of its (last) row among the rows, and how many rows it has.</summary>
    public static (IReadOnlyList<string> Names, int At, int Rows) In(IReadOnlyList<SourceRow> rows)
    {
        var width = rows.Select(row => Filled(row)).Where(filled => filled > 1).GroupBy(filled => filled).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key)
            .Select(group => group.Key).FirstOrDefault();
        if (width == 0) return (rows[0].Cells, 0, 1);
        for (var i = 0; i < Math.Min(rows.Count, 60); i++)
        {
            var cells = rows[i].Cells;
            var filled = Filled(rows[i]);
            if (filled < 2 || filled < 0.5 * Math.Min(width, LastFilled(rows, i)) || (filled < 0.5 * width && width > 4) || IsData(cells)) continue;
            if (i + 1 < rows.Count && IsSecondHeader(cells, rows[i + 1].Cells, rows.Skip(i + 2).Take(20))) return (Joined(cells, rows[i + 1].Cells), i + 1, 2);
            return (cells, i, 1);
        }

        return (rows[0].Cells, 0, 1);
    }

    private static int Filled(SourceRow row) => row.Cells.Count(cell => cell.Length > 0);

    private static int LastFilled(IReadOnlyList<SourceRow> rows, int at) => rows.Skip(at + 1).Take(10).Select(Filled).DefaultIfEmpty(2).Max();

    /// <summary>Whether a row holds figures that are no years: a header holds names and periods.</summary>
    private static bool IsData(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        var figures = filled.Count(cell => FigureText.IsFigure(cell) && !PeriodText.Looks(cell));
        return figures * 4 > filled.Count;
    }

    /// <summary>A second row of names or units below the first: it has no figure where the rows below have some, and says something the first does not.</summary>
    private static bool IsSecondHeader(IReadOnlyList<string> first, IReadOnlyList<string> second, IEnumerable<SourceRow> below)
    {
        var filled = second.Where(cell => cell.Length > 0).ToList();
        if (filled.Count < 2 || filled.Any(cell => FigureText.IsFigure(cell) && !PeriodText.Looks(cell))) return false;
        var body = below.ToList();
        var figures = Enumerable.Range(0, Math.Max(first.Count, second.Count)).Where(place => body.Any(row => place < row.Cells.Count && FigureText.IsFigure(row.Cells[place]) && !PeriodText.Looks(row.Cells[place]))).ToList();
        var inFigures = figures.Count(place => place < second.Count && second[place].Length > 0 && FigureText.Read(second[place], '.', true).Kind == FigureKind.Wrong);
        if (inFigures == 0 || inFigures * 2 < figures.Count) return false;
        var units = filled.Count(cell => HeaderText.UnitIn(cell.Trim('(', ')', '[', ']')) is not null);
        // Words in every column of figures are no figures of a country.
        if (figures.Count > 1 && inFigures == figures.Count) return true;
        var gaps = first.Count(cell => cell.Length == 0);
        var years = second.Count(cell => PeriodText.TryParse(cell, out _));
        return units * 2 >= inFigures || gaps > 0 || first.GroupBy(cell => cell).Any(group => group.Key.Length > 0 && group.Count() > 1) || years >= 2;
    }

    /// <summary>The names of two rows as one: a title stands over all columns to its right until the next one, a unit in brackets behind its name.</summary>
    public static List<string> Joined(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var names = new List<string>();
        var title = "";
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            var (upper, lower) = (i < first.Count ? first[i] : "", i < second.Count ? second[i] : "");
            if (upper.Length > 0) title = upper;
            else if (lower.Length > 0) upper = title;
            var unit = lower.Length > 0 && HeaderText.UnitIn(lower.Trim('(', ')', '[', ']')) is not null;
            names.Add(unit ? $"{upper} ({lower.Trim('(', ')', '[', ']')})".Trim() : $"{upper} {(lower == upper ? "" : lower)}".Trim());
        }

        return names;
    }
}
