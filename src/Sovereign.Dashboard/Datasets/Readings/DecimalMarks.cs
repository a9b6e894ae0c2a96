namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Tells from figures which mark they write decimals with.</summary>
internal static class DecimalMarks
{
    /// <summary>The decimal mark that figures show, whether they have thousands separators, and whether nothing speaks against it.</summary>
    public static (char? Mark, bool Thousands, bool Sure) Of(IEnumerable<string> cells)
    {
        int points = 0, commas = 0, open = 0, blanks = 0;
        foreach (var cell in cells.Where(cell => cell.Length > 0))
        {
            switch (FigureText.DecimalMarkIn(cell))
            {
                case '.':
                    points++;
                    break;
                case ',':
                    commas++;
                    break;
                default:
                    if (FigureText.IsAmbiguous(cell))
                    {
                        open++;
                    }
                    else if (FigureText.Read(cell, '.', thousands: false).Kind == FigureKind.Wrong && FigureText.Read(cell, '.', thousands: true).Kind == FigureKind.Figure)
                    {
                        blanks++;
                    }

                    break;
            }
        }

        if (points + commas == 0) return (null, open + blanks > 0, open == 0);
        // Where most figures show one mark, the few that show the other are findings, each in its cell.
        var mark = points >= commas ? '.' : ',';
        return (mark, true, Math.Min(points, commas) * 4 <= Math.Max(points, commas));
    }
}
