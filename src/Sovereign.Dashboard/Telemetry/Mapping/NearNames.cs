namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>Finds the known metrics whose names are spelled nearly like another.</summary>
internal static class NearNames
{
    /// <summary>One letter in this many may differ: enough for a word changed in a long name, too few to take one metric for its neighbour.</summary>
    private const int LettersPerDifference = 8;

    /// <summary>The nearest rows; none if all are too far, or if the nearest is a metric that is left out.</summary>
    public static IReadOnlyList<MappedMetric> Of(string name, IEnumerable<MappedMetric> rows)
    {
        var wanted = Plain(name);
        var allowed = wanted.Length / LettersPerDifference;
        var nearest = rows.Select(row => (Row: row, Distance: Distance(wanted, Plain(row.Metric), allowed)))
            .Where(candidate => candidate.Distance <= allowed)
            .ToLookup(candidate => candidate.Distance, candidate => candidate.Row)
            .MinBy(group => group.Key);
        return nearest is null ? [] : [.. nearest.Where(row => row.Signal is not null)];
    }

    /// <summary>Without what exporters and translations change: separators, case, the ending of counters.</summary>
    private static string Plain(string name)
    {
        var plain = string.Create(name.Length, name, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++) letters[i] = char.IsAsciiLetterOrDigit(from[i]) ? char.ToLowerInvariant(from[i]) : '_';
        });
        return plain.EndsWith("_total", StringComparison.Ordinal) ? plain[..^"_total".Length] : plain;
    }

    /// <summary>Levenshtein's distance; anything above <paramref name="most"/> where it is greater.</summary>
    private static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;
        var above = new int[other.Length + 1];
        for (var j = 0; j < above.Length; j++) above[j] = j;
        for (var i = 0; i < one.Length; i++)
        {
            var row = new int[above.Length];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
                row[j + 1] = Math.Min(Math.Min(row[j], above[j + 1]) + 1, above[j] + (one[i] == other[j] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }
}
