namespace Sovereign.Dashboard.Design;

/// <summary>Names of countries inside an English sentence.</summary>
public static class CountryWords
{
    // Names that are plural or descriptive take the article; ISO's list holds them without.
    private static readonly string[] Openings = ["United ", "Republic ", "Democratic ", "Federated "];
    private static readonly string[] Endings = [" Islands", " Republic", " Territory", " Territories", " Emirates", " States"];

    private static readonly HashSet<string> Single =
        new(StringComparer.Ordinal) { "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Comoros", "Isle of Man", "Congo" };

    /// <summary>"the United States", "the Netherlands", "India".</summary>
    public static string InSentence(string name) =>
        Single.Contains(name)
        || Openings.Any(opening => name.StartsWith(opening, StringComparison.Ordinal))
        || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            ? "the " + name
            : name;

    /// <summary>The same as the first word of a sentence: "The United States".</summary>
    public static string First(string name)
    {
        var words = InSentence(name);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
