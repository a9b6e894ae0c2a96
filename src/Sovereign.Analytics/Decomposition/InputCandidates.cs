using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Decomposition;

/// <summary>What both countries offer for one input on one definition and control.</summary>
/// <param name="Definition">The definition's code; empty where the indicator has only one meaning.</param>
/// <param name="Country">All figures of the country.</param>
/// <param name="Reference">All figures of the reference country.</param>
/// <param name="Preferences">Who is preferred among the sources.</param>
public sealed record InputCandidates(
    string Definition, IReadOnlyCollection<Figure> Country, IReadOnlyCollection<Figure> Reference, IReadOnlyCollection<StatedPreference> Preferences);
