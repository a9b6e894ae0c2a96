using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap;

/// <summary>The wording of a headline. A share is the country's figure divided by the reference country's.</summary>
/// <param name="CountryName">The country's name.</param>
/// <param name="ReferenceName">The reference country's name.</param>
/// <param name="Noun">What is compared: "data-centre power".</param>
/// <param name="AddsUp">Whether a country has so much of it, or stands at such a level.</param>
internal sealed record HeadlineWords(string CountryName, string ReferenceName, string Noun, bool AddsUp)
{
    // Within this of one, two figures are "about as much".
    private const double AboutEqual = 0.08;

    private string Country => CountryWords.First(CountryName);

    private string Inside => CountryWords.InSentence(CountryName);

    private string Reference => CountryWords.InSentence(ReferenceName);

    public string Single(double share)
    {
        if (Math.Abs(share - 1) <= AboutEqual)
            return AddsUp ? $"{Country} has about as much {Noun} as {Reference}." : $"On {Noun}, {Inside} stands about level with {Reference}.";
        var amount = Fractions.Words(share) is { } fraction ? $"{fraction} of" : $"{Times(share)} times";
        return AddsUp ? $"{Country} has {amount} the {Noun} of {Reference}." : $"On {Noun}, {Inside} stands at {amount} the level of {Reference}.";
    }

    /// <param name="one">The share on one definition.</param>
    /// <param name="other">The share on the definition that differs most.</param>
    public string Range(double one, double other)
    {
        var (large, small) = (Math.Max(one, other), Math.Min(one, other));
        if (Fractions.Words(large) is { } most && Fractions.Words(small) is { } least)
        {
            if (most == least)
                return Depending(Single(small));
            var between = $"between {WithoutAbout(most)} and {WithoutAbout(least)} of";
            return Depending(AddsUp ? $"{Country} has {between} the {Noun} of {Reference}." : $"On {Noun}, {Inside} stands at {between} the level of {Reference}.");
        }
        var times = $"between {Times(small)} and {Times(large)} times";
        return Times(small) == Times(large)
            ? Depending(Single(small))
            : Depending(AddsUp ? $"{Country} has {times} the {Noun} of {Reference}." : $"On {Noun}, {Inside} stands at {times} the level of {Reference}.");
    }

    public string Unknown() => $"How {Inside} compares with {Reference} on {Noun} is not known.";

    public string Zero() => $"{Country} has a figure of zero for {Noun}, so no share of that of {Reference} can be given.";

    private static string Depending(string sentence) => $"{sentence[..^1]}, depending on what is counted.";

    private static string Times(double share) => Numbers.Text(share, 2);

    // "Between" already says that neither end is exact.
    private static string WithoutAbout(string words) => words.StartsWith("about ", StringComparison.Ordinal) ? words["about ".Length..] : words;
}
