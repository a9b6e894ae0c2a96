namespace Sovereign.Dashboard.Telemetry;

/// <summary>What the public may see of a country's engines: an aggregate, delayed, and only where enough operators stand behind it.</summary>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="CountryName">Its name.</param>
/// <param name="Operators">Operators that report.</param>
/// <param name="Engines">Engines that report.</param>
/// <param name="IsConfidential">Too few operators, or one too large: then no figure is given.</param>
/// <param name="TokensPerSecond">Generated.</param>
/// <param name="JoulesPerToken">At <paramref name="Boundary"/>.</param>
/// <param name="Boundary">What the joules cover; null where there are none.</param>
/// <param name="Utilisation">Of accelerators, 0 to 1.</param>
/// <param name="Until">End of the time that the figures cover.</param>
public sealed record NationLine(
    string Country, string CountryName, int Operators, int Engines, bool IsConfidential, double? TokensPerSecond, double? JoulesPerToken, string? Boundary,
    double? Utilisation, DateTimeOffset Until);
