using System.Globalization;
using Sovereign.EngineSimulator.Wire;

namespace Sovereign.EngineSimulator;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Interval">Between two looks at an engine, on the engine's clock.</param>
/// <param name="Speed">Seconds of the engine's clock in a second; the clock begins so far back that it ends now.</param>
/// <param name="For">How long it sends; null: until it is stopped.</param>
public sealed record Options(Uri Url, string Key, int Engines, TimeSpan Interval, string Format, double Speed, int Seed, TimeSpan? For)
{
    public const string Usage =
        """
        simulate --url URL --key KEY [--engines 10] [--interval 15] [--format text|rw1|rw2|otlp|otlp-delta] [--speed 1] [--seed 1] [--for SECONDS]
        simulate csv [--engines 10] [--seed 1] --site CODE
        """;

    /// <returns>The options by name, without their dashes; null where they do not come in pairs.</returns>
    public static Dictionary<string, string>? Pairs(string[] args)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (args.Length % 2 != 0) return null;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) return null;
            pairs[args[i][2..]] = args[i + 1];
        }

        return pairs;
    }

    /// <returns>Null where something is missing or is none of what may be.</returns>
    public static Options? Of(IReadOnlyDictionary<string, string> pairs)
    {
        if (!pairs.TryGetValue("url", out var url) || !Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || !pairs.TryGetValue("key", out var key)) return null;
        var format = pairs.GetValueOrDefault("format", "rw1");
        if (!WireFormats.Names.Contains(format)) return null;
        if (Number(pairs, "interval", 15) is not { } interval || Number(pairs, "speed", 1) is not { } speed || Count(pairs, "engines", 10) is not { } engines || Count(pairs, "seed", 1) is not { } seed) return null;
        if (pairs.ContainsKey("for") && Number(pairs, "for", 0) is null) return null;
        TimeSpan? length = pairs.ContainsKey("for") ? TimeSpan.FromSeconds(Number(pairs, "for", 0)!.Value) : null;
        return new(address, key, engines, TimeSpan.FromSeconds(interval), format, speed, seed, length);
    }

    /// <summary>A whole number above 0; null where it is none.</summary>
    public static int? Count(IReadOnlyDictionary<string, string> pairs, string name, int otherwise) =>
        !pairs.TryGetValue(name, out var text) ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static double? Number(IReadOnlyDictionary<string, string> pairs, string name, double otherwise) =>
        !pairs.TryGetValue(name, out var text) ? otherwise : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9 ? number : null;
}
