namespace Sovereign.Dashboard.Datasets;

/// <summary>What somebody who mistyped a code or name may have meant.</summary>
public static class Nearest
{
    /// <summary>
    /// Up to five candidates whose code or name begins with or contains what was asked for, or differs from it by a slip or two (a third of its letters at most);
    /// the nearest first.
    /// </summary>
    /// <param name="asked">As typed, in any case.</param>
    /// <param name="candidates">Everything there is.</param>
    /// <param name="names">The code and names of a candidate.</param>
    public static IReadOnlyList<T> To<T>(string asked, IEnumerable<T> candidates, Func<T, IEnumerable<string>> names)
    {
        var wanted = asked.Trim().ToUpperInvariant();
        if (wanted.Length is 0 or > 60)
            return [];
        return
        [
            .. candidates
                .Select(candidate => (candidate, Distance: names(candidate).Min(name => Distance(wanted, name.ToUpperInvariant()))))
                .Where(entry => entry.Distance <= (wanted.Length <= 3 ? 1 : Math.Max(2, wanted.Length / 3)))
                .OrderBy(entry => entry.Distance)
                .Take(5)
                .Select(entry => entry.candidate),
        ];
    }

    /// <summary>The same among the countries of an edition, by code, name and other names.</summary>
    public static IReadOnlyList<Country> ToCountry(string asked, ReferenceData known) =>
        To(asked, known.Countries.Values, country => [country.Code, country.Alpha2, country.Name, .. country.Aliases]);

    private static int Distance(string wanted, string name) =>
        wanted.Length >= 3 && name.Contains(wanted, StringComparison.Ordinal) ? 0 : Edits(wanted, name);

    /// <summary>Levenshtein's distance, two rows at a time.</summary>
    private static int Edits(string from, string to)
    {
        var (previous, current) = (new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[to.Length];
    }
}
