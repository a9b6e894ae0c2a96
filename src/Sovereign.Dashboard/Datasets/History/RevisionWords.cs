using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>Revisions in words, the same on every page.</summary>
public static class RevisionWords
{
    /// <summary>The number with every digit that was written: rounded, a small revision would not show.</summary>
    public static string AllDigits(this PublishedObservation figure)
    {
        var digits = Numbers.Text(figure.Value, Numbers.FiguresOf(figure.ValueText));
        return figure.Bound switch
        {
            Bound.Lower => $"at least{Numbers.NoBreakSpace}{digits}",
            Bound.Upper => $"up to{Numbers.NoBreakSpace}{digits}",
            _ => digits,
        };
    }

    /// <summary>A day that a narrow column does not part.</summary>
    public static string DayTogether(DateTimeOffset instant) => Numbers.Day(instant).Replace(' ', Numbers.NoBreakSpace);

    /// <summary>"once", "twice", "5 times".</summary>
    public static string Times(long count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{Numbers.Whole(count)} times",
    };

    /// <summary>A relative change as people read it: "+8.3 %", "−0.2 %", "no change".</summary>
    public static string Percent(double share)
    {
        if (share == 0) return "no change";
        var sign = share < 0 ? Numbers.Minus : '+';
        return string.Concat(sign.ToString(), Numbers.Text(Math.Abs(share) * 100, 2), Numbers.NoBreakSpace.ToString(), "%");
    }

    /// <summary>What changed beside the value: "status: provisional → reported".</summary>
    public static IReadOnlyList<string> Beside(PublishedObservation? before, PublishedObservation? after)
    {
        if (before is null || after is null) return [];
        var changed = ObservationRevision.Differences(before, after);
        var words = new List<string>();
        if (changed.Intersect(["status", "method", "bound", "coverage"]).Any() && before.StatusText() != after.StatusText())
            words.Add($"status: {before.StatusText()} → {after.StatusText()}");
        if (changed.Intersect(["lower", "upper"]).Any())
            words.Add($"interval: {before.RangeText() ?? "none"} → {after.RangeText() ?? "none"}");
        if (changed.Contains("note"))
            words.Add($"note: {before.Note ?? "none"} → {after.Note ?? "none"}");
        // Two codes may read alike, such as a method behind a provisional status.
        return words.Count > 0 || changed is [] or ["value"] ? words : [$"changed: {string.Join(", ", changed.Where(column => column != "value"))}"];
    }

    public static Tone ToneOf(this RevisionKind kind) => kind switch
    {
        RevisionKind.Changed => Tone.Caution,
        RevisionKind.Removed => Tone.Refusal,
        _ => Tone.Plain,
    };

    /// <summary>What an edition was, in a few words: "Data-centre power 1.1.0", "Data-centre power 1.1.1, withdrawal of 1.1.0", "Reference data".</summary>
    public static string What(this Release release) => release.IsPublication
        ? $"{release.DatasetTitle ?? release.Dataset} {release.Version}{(release.IsWithdrawal ? $", withdrawal of {release.TakesBack}" : "")}"
        : "Reference data";

    /// <summary>What an edition did, in numbers: "3 added, 1 changed, none removed".</summary>
    public static string CountsText(this Release release) => release.Total == 0
        ? "nothing changed"
        : $"{Word(release.Added)} added, {Word(release.Changed)} changed, {Word(release.Removed)} {(release.IsPublication ? "removed" : "ended")}";

    private static string Word(long count) => count == 0 ? "none" : Numbers.Whole(count);
}
