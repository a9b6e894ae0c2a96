namespace Sovereign.Analytics.Kpis;

/// <summary>By what a quantity is divided so that countries of different size can stand side by side.</summary>
public enum Scale
{
    /// <summary>The quantity itself.</summary>
    Absolute,

    /// <summary>Divided by the population.</summary>
    PerCapita,

    /// <summary>Divided by the gross domestic product in current US dollars.</summary>
    PerGdp,
}

public static class Scales
{
    public static IReadOnlyList<Scale> All { get; } = Enum.GetValues<Scale>();

    /// <summary>The code in addresses and files.</summary>
    public static string Code(this Scale scale) => scale switch
    {
        Scale.Absolute => "abs",
        Scale.PerCapita => "pc",
        Scale.PerGdp => "gdp",
        _ => throw new ArgumentOutOfRangeException(nameof(scale)),
    };

    /// <summary>Reads a code; case matters.</summary>
    public static bool TryParse(string? code, out Scale scale)
    {
        foreach (var candidate in All)
        {
            if (candidate.Code() != code)
                continue;
            scale = candidate;
            return true;
        }
        scale = default;
        return false;
    }
}
