using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Decomposition;

/// <summary>What keeps a gap from being taken apart.</summary>
/// <param name="Indicator">The input concerned.</param>
/// <param name="Side">Whose figure it is; null where both are concerned.</param>
/// <param name="Reason">Why, in a code and a sentence that speaks of the country and the reference country.</param>
public sealed record Obstacle(InputIndicator Indicator, Side? Side, Reason Reason);
