using System.Text.RegularExpressions;

namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>The form of codes of indicators, definitions, sources and datasets.</summary>
public static partial class ReferenceCodes
{
    public static bool IsValid(string code) => Pattern().IsMatch(code);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
