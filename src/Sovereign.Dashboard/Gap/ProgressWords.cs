using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Progress;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap;

/// <summary>Progress as people read it: each verdict has a word and a sign of its own, and colour only repeats them.</summary>
public static class ProgressWords
{
    /// <summary>A sign that tells verdicts apart without colour; the words beside it say the same.</summary>
    public static string Sign(this ProgressVerdict verdict) => verdict switch
    {
        ProgressVerdict.Closing => "→←",
        ProgressVerdict.Widening => "←→",
        ProgressVerdict.LeadGrowing => "⇈",
        ProgressVerdict.LeadShrinking => "⇊",
        ProgressVerdict.Improving => "↑",
        ProgressVerdict.Worsening => "↓",
        ProgressVerdict.Steady => "=",
        ProgressVerdict.NotDistinguishable => "≈",
        ProgressVerdict.Reached => "✓",
        ProgressVerdict.AheadOfPace => "»",
        ProgressVerdict.OnPace => "›",
        ProgressVerdict.BehindPace => "‹",
        ProgressVerdict.NoVerdict => "○",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static Tone Tone(this ProgressVerdict verdict) => verdict.Bearing() switch
    {
        ProgressBearing.Forward => Design.Tone.Good,
        ProgressBearing.Back => Design.Tone.Caution,
        _ => Design.Tone.Plain,
    };

    /// <summary>The verdict as the beginning of a sentence: "The gap is closing".</summary>
    public static string Opening(this ProgressVerdict verdict)
    {
        var words = verdict == ProgressVerdict.NotDistinguishable ? "no move can be told from none" : verdict.Words();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Who stands over whom in the ratio, between a period and a number: "the United States had", "India stood at".</summary>
    public static string RatioSubject(this ProgressRow row, string country, string reference)
    {
        var subject = CountryWords.InSentence(row.Indicator.Direction == Direction.Higher ? reference : country);
        return row.AddsUp() ? $"{subject} had" : $"{subject} stood at";
    }

    /// <summary>What follows the number: "times what India had", "times the level of the United States".</summary>
    public static string RatioObject(this ProgressRow row, string country, string reference)
    {
        var other = CountryWords.InSentence(row.Indicator.Direction == Direction.Higher ? country : reference);
        return row.AddsUp() ? $"times what {other} had" : $"times the level of {other}";
    }

    /// <summary>A factor a year, as printed.</summary>
    public static string ValueText(this ProgressAnswer answer) => answer.Value is { } value ? Numbers.Text(value.Central) : "none";

    private static bool AddsUp(this ProgressRow row) => Unit.TryFind(row.Indicator.Unit, out var unit) && unit.Dimension.AddsUp();
}
