using System.Globalization;
using System.Text;

namespace Sovereign.Durability.Tests;

/// <summary>What a dataset must hold: the figures that stand, and what a revision makes of them.</summary>
internal sealed class DatasetModel(string code, int size)
{
    private static readonly string[] countries =
    [
        "IND", "USA", "CHN", "BRA", "DEU", "FRA", "JPN", "GBR", "CAN", "AUS", "IDN", "NGA", "PAK", "BGD", "MEX", "ZAF", "KEN", "VNM", "EGY", "TUR",
    ];
    private static readonly DateOnly firstDay = new(2000, 1, 1);

    private int keys;

    public string Code => code;

    /// <summary>What stands, by key.</summary>
    public Dictionary<Key, int> Rows { get; private set; } = [];

    /// <summary>Version of what stands; null before the first publication.</summary>
    public string? Semantic { get; private set; }

    /// <summary>SHA-256 of what the portal answers for the current state, once asked.</summary>
    public string? Answer { get; set; }

    /// <summary>A file that differs from what stands: all of it the first time, later a few rows changed, a few new, some left out.</summary>
    public Revision Next(Random random, bool errors)
    {
        var removeMissing = Rows.Count > 0 && random.Next(4) == 0;
        var rows = new Dictionary<Key, int>();
        // A file that removes what it does not mention mentions nearly all.
        var kept = removeMissing || random.Next(2) == 0 ? 0.98 : 0.5;
        foreach (var (key, value) in Rows)
        {
            if (random.NextDouble() < kept) rows[key] = random.Next(50) == 0 ? random.Next(1, 1_000_000) : value;
        }

        // Always something new, so that no two files are the same.
        for (var added = Rows.Count == 0 ? size : Math.Max(1, size / 100); added > 0; added--) rows[NewKey()] = random.Next(1, 1_000_000);
        var text = new StringBuilder("indicator,country,period,value,unit\n");
        foreach (var (key, value) in rows) text.Append(CultureInfo.InvariantCulture, $"{Reference.Indicator},{key.Country},{key.Day},{value},GW\n");
        if (errors) text.Append(CultureInfo.InvariantCulture, $"{Reference.Indicator},IND,2001-01-01,much,GW\n");
        return new Revision(code, Encoding.UTF8.GetBytes(text.ToString()), errors ? new Dictionary<Key, int>() : rows, errors ? 1 : 0, removeMissing, random.Next(4) == 0);
    }

    /// <summary>What the list of differences must say about a revision.</summary>
    public (long Added, long Changed, long Absent) Compare(Revision revision)
    {
        long added = 0, changed = 0;
        foreach (var (key, value) in revision.Rows)
        {
            if (!Rows.TryGetValue(key, out var standing)) added++;
            else if (standing != value) changed++;
        }

        return (added, changed, Rows.Count - (revision.Rows.Count - added));
    }

    /// <summary>Takes a revision as published.</summary>
    public void Publish(Revision revision)
    {
        var removed = revision.RemoveMissing && Compare(revision).Absent > 0;
        if (revision.RemoveMissing) Rows = [];
        else Rows = new Dictionary<Key, int>(Rows);
        foreach (var (key, value) in revision.Rows) Rows[key] = value;
        Semantic = Next(Semantic, removed, revision.Correction);
        Answer = null;
    }

    private static string Next(string? last, bool removed, bool correction)
    {
        if (last is null) return "1.0.0";
        var parts = last.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return removed ? $"{parts[0] + 1}.0.0" : correction ? $"{parts[0]}.{parts[1]}.{parts[2] + 1}" : $"{parts[0]}.{parts[1] + 1}.0";
    }

    private Key NewKey()
    {
        var key = new Key(countries[keys % countries.Length], firstDay.AddDays(keys / countries.Length).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        keys++;
        return key;
    }
}
