using System.Globalization;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets.Intake;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Sums a list of facilities by country, period and whatever else tells observations apart. A facility that is part of another in the list, or whose place
/// another in the list has taken, is not counted: its figure is in the other's. Sums are made in decimal arithmetic of the digits as written.
/// </summary>
internal sealed class FacilitySums(SkippedRows skipped, List<Found> found)
{
    /// <summary>Facilities held; a country has thousands, not millions.</summary>
    public const int MostFacilities = 100_000;

    private readonly List<(string Name, string PartOf, string Supersedes, string SupersededBy, StagedRow Row)> facilities = [];

    /// <summary>False when there are more than can be held.</summary>
    public bool TryAdd(string name, string partOf, string supersedes, string supersededBy, in StagedRow row)
    {
        if (facilities.Count >= MostFacilities) return false;
        facilities.Add((Key(name), Key(partOf), Key(supersedes), Key(supersededBy), row));
        return true;
    }

    /// <summary>One observation for each sum, at the line of its first facility.</summary>
    public IEnumerable<StagedRow> Sums()
    {
        // A facility is listed for a period: one that is listed for last year only contains nothing of this year's.
        var listed = facilities.Where(facility => facility.Name.Length > 0).Select(facility => At(facility.Row, facility.Name)).ToHashSet();
        // In whose figure a facility's is contained, and whose place another has taken.
        var within = new Dictionary<(Period Period, string Name), (Period Period, string Name)>();
        var replaced = new HashSet<(Period Period, string Name)>();
        foreach (var (name, partOf, supersedes, supersededBy, row) in facilities)
        {
            if (name.Length == 0) continue;
            if (Container(partOf, supersededBy, row) is { } container) within.TryAdd(At(row, name), container);
            if (supersedes.Length == 0 || !listed.Contains(At(row, supersedes))) continue;
            within.TryAdd(At(row, supersedes), At(row, name));
            replaced.Add(At(row, supersedes));
        }

        var circles = InCircles(within);
        foreach (var (name, _, _, _, row) in facilities.Where(facility => circles.Contains(At(facility.Row, facility.Name))).DistinctBy(facility => At(facility.Row, facility.Name)))
        {
            found.Add(new(
                FindingCodes.FacilityCircle, row.Line, null, name, $"this facility is contained in {facilities.First(other => At(other.Row, other.Name) == within[At(row, name)]).Name}, and that in this one by way of others",
                "a list in which some facility contains the others"));
        }

        // By what each row says of itself: of two facilities of one name, one may be part of another and one stand alone.
        var counted = facilities
            .Where(facility => Container(facility.PartOf, facility.SupersededBy, facility.Row) is null && !(facility.Name.Length > 0 && replaced.Contains(At(facility.Row, facility.Name))))
            .ToList();
        skipped.Contained += facilities.Count - counted.Count;
        return counted
            .GroupBy(facility => (facility.Row.IndicatorId, facility.Row.CountryId, facility.Row.Period, facility.Row.DefinitionId, facility.Row.Control, facility.Row.SourceId))
            .Select(group => Sum([.. group.Select(facility => facility.Row)]));

        (Period, string)? Container(string partOf, string supersededBy, in StagedRow row) =>
            listed.Contains(At(row, partOf)) ? At(row, partOf) : listed.Contains(At(row, supersededBy)) ? At(row, supersededBy) : null;
    }

    private static StagedRow Sum(IReadOnlyList<StagedRow> rows)
    {
        var sum = rows[0];
        sum.Line = rows.Min(row => row.Line);
        sum.ValueText = Total(rows);
        sum.Value = double.Parse(sum.ValueText, CultureInfo.InvariantCulture);
        (sum.Lower, sum.Upper, sum.LowerText, sum.UpperText) = (null, null, null, null);
        sum.Status = rows.All(row => row.Status == "A") ? "A" : "E";
        sum.Method = Method.Derived;
        var lines = string.Join(", ", rows.Select(row => row.Line).Order().Take(20).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        sum.Note = rows.Count == 1
            ? "One facility."
            : $"Sum of {rows.Count.ToString(CultureInfo.InvariantCulture)} facilities, lines {lines}{(rows.Count > 20 ? " and more" : "")}.";
        return sum;
    }

    private static string Total(IReadOnlyList<StagedRow> rows)
    {
        try
        {
            return rows.Sum(row => decimal.Parse(row.ValueText, NumberStyles.Float, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return rows.Sum(row => row.Value).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Each chain is walked once, however long it is.</summary>
    private static HashSet<(Period Period, string Name)> InCircles(Dictionary<(Period Period, string Name), (Period Period, string Name)> within)
    {
        var circles = new HashSet<(Period Period, string Name)>();
        var walked = new Dictionary<(Period Period, string Name), int>();
        var walk = 0;
        foreach (var start in within.Keys)
        {
            walk++;
            var at = start;
            while (!walked.ContainsKey(at) && within.TryGetValue(at, out var next))
            {
                walked[at] = walk;
                at = next;
            }

            if (walked.GetValueOrDefault(at) != walk) continue;
            while (circles.Add(at)) at = within[at];
        }

        return circles;
    }

    private static (Period Period, string Name) At(in StagedRow row, string name) => (row.Period, name.ToUpperInvariant());

    private static string Key(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
