namespace Sovereign.Dashboard.Datasets.History;

/// <summary>The observations of a question in two editions.</summary>
/// <param name="Pairs">Those that differ first; at most as many as were asked for.</param>
/// <param name="Total">All that stood in one of the editions.</param>
/// <param name="Different">Those of them that were revised between the two.</param>
public sealed record ObservationComparison(IReadOnlyList<ObservationPair> Pairs, long Total, long Different);
