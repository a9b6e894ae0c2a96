using System.Globalization;
using System.Text;

namespace Sovereign.Dashboard.Tests.Datasets.Seeding;

/// <summary>The key by which <c>seed-data/README.md</c> says that names of places are compared.</summary>
internal static class PlaceNameKey
{
    public static string Of(string name)
    {
        var words = new StringBuilder();
        foreach (var rune in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.Value is (>= 0x300 and <= 0x36F) or (>= 0x64B and <= 0x655) or 0x670 or 0x640 || "’'`ʻʼ‘´".Contains((char)rune.Value)) continue;
            words.Append(rune.Value switch
            {
                'đ' => "d",
                'ł' => "l",
                'ø' => "o",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'ı' => "i",
                '&' => " and ",
                _ when IsPartOfWord(rune) => rune.ToString(),
                _ => " ",
            });
        }

        return string.Concat(words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "the"));
    }

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
