using System.Globalization;
using Sovereign.Analytics.Observations;
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
        var listed = facilities.Select(facility => facility.Name).Where(name => name.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // In whose figure a facility's is contained.
        var within = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, partOf, supersedes, supersededBy, _) in facilities)
        {
            if (name.Length == 0) continue;
            if (listed.Contains(partOf)) within.TryAdd(name, partOf);
            if (listed.Contains(supersededBy)) within.TryAdd(name, supersededBy);
            if (supersedes.Length > 0 && listed.Contains(supersedes)) within.TryAdd(supersedes, name);
        }

        foreach (var (name, _, _, _, row) in facilities.Where(facility => InCircle(facility.Name, within)).DistinctBy(facility => facility.Name))
        {
            found.Add(new(
                FindingCodes.FacilityCircle, row.Line, null, name, $"this facility is contained in {within[name]}, and that in this one by way of others",
                "a list in which some facility contains the others"));
        }

        var counted = facilities.Where(facility => facility.Name.Length == 0 || !within.ContainsKey(facility.Name)).ToList();
        skipped.Contained += facilities.Count - counted.Count;
        return counted
            .GroupBy(facility => (facility.Row.IndicatorId, facility.Row.CountryId, facility.Row.Period, facility.Row.DefinitionId, facility.Row.Control, facility.Row.SourceId))
            .Select(group => Sum([.. group.Select(facility => facility.Row)]));
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

    private static bool InCircle(string name, Dictionary<string, string> within)
    {
        var at = name;
        for (var steps = 0; steps <= within.Count; steps++)
        {
            if (!within.TryGetValue(at, out var next)) return false;
            if (string.Equals(next, name, StringComparison.OrdinalIgnoreCase)) return true;
            at = next;
        }

        // It leads into a circle of others.
        return false;
    }

    private static string Key(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
