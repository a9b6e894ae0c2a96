using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>The few totals above the fleet's table.</summary>
public static class FleetTiles
{
    /// <summary>Title and unit of each, in their order.</summary>
    public static readonly IReadOnlyList<(string Title, string Unit)> All =
    [
        ("Engines that report", ""), ("Generated", "tokens/s"), ("Power at the accelerators", "W"), ("Open alarms", ""),
    ];

    /// <summary>What is printed in each, two texts a tile: the figure, null where it is not known, and what it rests on.</summary>
    public static IReadOnlyList<string?> TextsOf(FleetTotals totals) =>
    [
        Numbers.Whole(totals.Live), $"of {Numbers.Count(totals.Engines, "engine", "engines")} enrolled",
        totals.TokensPerSecond is { } tokens ? Numbers.Text(tokens) : null, Known(totals.TokensKnown, totals.Engines),
        totals.Watts is { } watts ? Numbers.Text(watts) : null, Known(totals.WattsKnown, totals.Engines),
        Numbers.Whole(totals.Alarms), "not explained and not ended",
    ];

    private static string Known(int known, int all) => $"sum over the {Numbers.Whole(known)} of {Numbers.Count(all, "engine", "engines")} that report it";
}
