using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>
/// Matches what stands in a column of countries to ISO 3166-1: codes of two and three letters and of three digits, names in several languages, what offices
/// write, and what a person has said of this dataset's names. Groups of countries are recognised and kept apart. A name that could be two countries' is neither's.
/// </summary>
internal sealed partial class PlaceNames
{
    // A file repeats its few hundred names; a hostile one does not, and must not fill memory.
    private const int MostRemembered = 10_000;

    private readonly Dictionary<string, Place> remembered = [];
    private readonly Dictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> rememberedSpans;
    private readonly FrozenDictionary<string, int> byCode;
    private readonly FrozenDictionary<string, int> byName;
    private readonly Dictionary<string, Place> said = [];
    private readonly bool alpha2;

    /// <param name="reference">Codes, names and aliases of countries.</param>
    /// <param name="said">Names a person has explained, with a country's code or an empty text to leave their rows out.</param>
    /// <param name="alpha2">Whether the column holds codes of two letters, so that NA is Namibia and not "not available".</param>
    public PlaceNames(ReferenceData reference, IReadOnlyDictionary<string, string> said, bool alpha2)
    {
        this.alpha2 = alpha2;
        rememberedSpans = remembered.GetAlternateLookup<ReadOnlySpan<char>>();
        var codes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var country in reference.Countries.Values)
        {
            var id = reference.CountryIds[country.Code];
            codes[country.Code] = id;
            codes[country.Alpha2] = id;
            codes[id.ToString("000", CultureInfo.InvariantCulture)] = id;
        }

        byCode = codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        // A name that two countries share names neither; what the portal's own list of countries says stands above what is known of names at large.
        byName = reference.Countries.Values
            .SelectMany(
                country => country.Aliases.Select(Normalise)
                    .Concat(KnownNames.Of(country.Code).Append(Normalise(country.Name)).Where(name => !KnownNames.Ambiguous.Contains(name))),
                (country, name) => (Name: name, country.Code))
            .Where(pair => pair.Name.Length > 0)
            .Distinct()
            .GroupBy(pair => pair.Name)
            .Where(group => group.Count() == 1)
            .ToFrozenDictionary(group => group.Key, group => reference.CountryIds[group.Single().Code]);
        foreach (var (name, code) in said)
        {
            this.said[Normalise(name)] = code.Length == 0 ? Place.LeftOut
                : reference.CountryIds.TryGetValue(code, out var id) ? Place.Country(id) : Place.Unknown;
        }
    }

    /// <param name="text">The cell without surrounding blanks, not empty.</param>
    public Place Find(ReadOnlySpan<char> text)
    {
        if (rememberedSpans.TryGetValue(text, out var known)) return known;
        var found = Look(text.ToString());
        if (remembered.Count < MostRemembered) rememberedSpans[text] = found;
        return found;
    }

    private Place Look(string text)
    {
        var name = Normalise(text);
        if (said.TryGetValue(name, out var answered)) return answered;
        // Codes are written in capitals: Nga is Russia in Vietnamese, NGA is Nigeria. NA is Namibia only among other codes of two letters.
        var isCode = byCode.TryGetValue(text, out var id) && (text.Length != 2 || alpha2 || !text.Equals("NA", StringComparison.OrdinalIgnoreCase));
        var byItsCode = id;
        if (isCode && !text.Any(char.IsLower)) return Place.Country(id);
        if (byName.TryGetValue(name, out id)) return Place.Country(id);
        if (KnownNames.Aggregates.Contains(name)) return Place.Aggregate;
        // The mark of a footnote behind a name is none of its letters.
        var plain = Footnote.Replace(text, "");
        if (plain.Length > 0 && plain.Length < text.Length) return Look(plain);
        return isCode ? Place.Country(byItsCode) : Place.Unknown;
    }

    [GeneratedRegex(@"(\s*(\[[^\]]{1,4}\]|\(\d{1,2}\)|\d{1,2}\)|[*†‡¹²³⁴⁵⁶⁷⁸⁹]))+$")]
    private static partial Regex Footnote { get; }

    /// <summary>A name without what writers differ in: case, accents, punctuation, and articles.</summary>
    public static string Normalise(string name)
    {
        var kept = new StringBuilder(name.Length);
        var word = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && c < '\u0400') continue;
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) word.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’' or 'ʼ' or '‘' or '`')) Close();
        }

        Close();
        return kept.ToString();

        void Close()
        {
            var text = word.ToString() switch
            {
                "the" or "" => "",
                "and" => "",
                "saint" => "st",
                var other => other,
            };
            word.Clear();
            if (text.Length == 0) return;
            if (kept.Length > 0) kept.Append(' ');
            kept.Append(text);
        }
    }
}
