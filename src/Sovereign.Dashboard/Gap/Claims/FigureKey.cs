using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets;

namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>Names one figure; the control is that of the territory.</summary>
public sealed record FigureKey(string Indicator, string Definition, string Country, Period Period, string Source)
{
    /// <summary>Whether a published figure is the one named.</summary>
    public bool Names(PublishedObservation row) =>
        row.Indicator == Indicator && row.Definition == Definition && row.Country == Country && row.Period == Period && row.Source == Source
        && row.Control == "territory";
}
