using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Telemetry;

/// <summary>
/// Sums over the fleet as it stands. A sum is of the engines that report the figure, and says how many they are; what nobody reports is null. Joules per token
/// are not summed up: engines of different models have no common one.
/// </summary>
/// <param name="Engines">Enrolled and not retired.</param>
/// <param name="Live">Of them, those that reported within five minutes.</param>
/// <param name="TokensPerSecond">Generated.</param>
/// <param name="TokensKnown">Engines in that sum.</param>
/// <param name="Watts">At the accelerators.</param>
/// <param name="WattsKnown">Engines in that sum.</param>
/// <param name="Alarms">Open alarms.</param>
/// <param name="NewestAt">Time of the newest number of all.</param>
public sealed record FleetTotals(
    int Engines, int Live, double? TokensPerSecond, int TokensKnown, double? Watts, int WattsKnown, int Alarms, DateTimeOffset? NewestAt)
{
    /// <summary>The totals of a fleet.</summary>
    public static FleetTotals Of(IReadOnlyList<FleetEngine> fleet)
    {
        var (tokens, tokensKnown) = Sum(fleet, engine => engine.TokensPerSecond);
        var (watts, wattsKnown) = Sum(fleet, engine => engine.Watts);
        return new(
            fleet.Count, fleet.Count(engine => engine.State == "live"), tokens, tokensKnown, watts, wattsKnown, fleet.Sum(engine => engine.Alarms),
            fleet.Max(engine => engine.LatestAt));
    }

    /// <summary>The fleet in one sentence.</summary>
    public string Sentence => Engines == 0
        ? "No engine is enrolled."
        : $"{Numbers.Whole(Live)} of {Numbers.Count(Engines, "engine reports", "engines report")} now"
            + (TokensPerSecond is { } tokens ? $", and generate {Numbers.Text(tokens)} tokens a second together." : "; how much they generate is not known.");

    private static (double? Sum, int Known) Sum(IReadOnlyList<FleetEngine> fleet, Func<FleetEngine, double?> figure)
    {
        var known = fleet.Select(figure).OfType<double>().ToList();
        return (known.Count == 0 ? null : known.Sum(), known.Count);
    }
}
