using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Kpis;

/// <summary>One input of an evaluated formula, down to the line of the file it came from.</summary>
/// <param name="Input">Which indicator of which side.</param>
/// <param name="Country">Alpha-3 code of the country whose figure it is.</param>
/// <param name="Choice">The figure and why it was chosen; null when there is none.</param>
/// <param name="Observation">The same figure as published, with dataset, version, file and line; null when there is none.</param>
/// <param name="Source">Who published the figure.</param>
public sealed record KpiInput(Formula.Input Input, string Country, FigureChoice? Choice, PublishedObservation? Observation, Source? Source);
