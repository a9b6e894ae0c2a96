using Sovereign.Analytics.Observations;

namespace Sovereign.Analytics.Kpis;

/// <summary>What is published for one input of a formula: all its figures on one definition and control, and who is preferred.</summary>
public sealed record KpiFigures(IReadOnlyCollection<Figure> Figures, IReadOnlyCollection<StatedPreference> Preferences)
{
    public static readonly KpiFigures None = new([], []);
}
