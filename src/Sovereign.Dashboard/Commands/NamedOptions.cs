using System.Globalization;

namespace Sovereign.Dashboard.Commands;

/// <summary>Options written <c>--some-name VALUE</c>, by the name with underscores.</summary>
public static class NamedOptions
{
    /// <returns>The options; null where a name is unknown, given twice or lacks its value.</returns>
    public static Dictionary<string, string>? Read(string[] args, IReadOnlyCollection<string> names)
    {
        if (args.Length % 2 != 0) return null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) return null;
            var name = args[i][2..].Replace('-', '_');
            if (!names.Contains(name) || !options.TryAdd(name, args[i + 1])) return null;
        }

        return options;
    }

    /// <summary>Reads a number that may be missing; false where it is none.</summary>
    public static bool TryNumber(IReadOnlyDictionary<string, string> options, string name, out double? number)
    {
        number = null;
        if (!options.TryGetValue(name, out var text)) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) || !double.IsFinite(read)) return false;
        number = read;
        return true;
    }
}
