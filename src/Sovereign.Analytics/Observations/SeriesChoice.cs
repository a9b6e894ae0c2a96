namespace Sovereign.Analytics.Observations;

/// <summary>A country's figure and the series of the reference country that it is placed in, both of one source.</summary>
/// <param name="Country">The country's figure; null when it has none.</param>
/// <param name="Points">
/// The reference country's figures in the order of time, up to the country's period; where none is of that very period, the next later one closes
/// the series.
/// </param>
/// <param name="Reason">Why the figure cannot be placed in the series; null when it can.</param>
public sealed record SeriesChoice(FigureChoice? Country, IReadOnlyList<FigureChoice> Points, Reason? Reason);
