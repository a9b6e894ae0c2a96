namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>Names and addresses of licences that people write in words; identifiers are those of SPDX.</summary>
internal static class Licences
{
    private static readonly (string Words, string Id, string Address)[] known =
    [
        ("CC0 1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY 3.0 IGO", "CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("Open Government Licence v3.0", "OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ];

    /// <summary>The licence that these words name and nothing else; null where they say more, or something of their own.</summary>
    public static (string Id, string Address)? Find(string words)
    {
        foreach (var (name, id, address) in known)
        {
            if (words == name || words == id) return (id, address);
        }

        return null;
    }
}
