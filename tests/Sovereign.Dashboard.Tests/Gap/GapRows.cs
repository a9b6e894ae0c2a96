using System.Globalization;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Gap;

namespace Sovereign.Dashboard.Tests.Gap;

/// <summary>Rows for tests: India against the United States.</summary>
internal static class GapRows
{
    public static readonly Indicator Power = new(
        "datacenter-power", "Data-centre power", "GW", Direction.Higher, "",
        [new("all-installed", "All", ""), new("colocation-it", "Colocation", ""), new("it-load", "IT load", "")], 0, null);

    public static readonly Indicator Price = new(
        "electricity-price-industrial", "Industrial electricity price", "{USD}/kW.h", Direction.Lower, "", [new("with-taxes", "With taxes", "")], 0, null);

    public static GapRow Of(
        Indicator indicator, string definition, string value, string referenceValue, bool thirdHand = false, string period = "2024",
        string referencePeriod = "2024", Bound bound = Bound.Exact)
    {
        var own = Published(indicator, "IND", definition, value, period, bound);
        var theirs = Published(indicator, "USA", definition, referenceValue, referencePeriod, bound);
        var pair = FigureSelection.Pair([own.ToFigure()], [theirs.ToFigure()], []);
        return new(
            indicator, indicator.Definitions.First(candidate => candidate.Code == definition), Control.Territory, own, theirs, pair,
            GapComparison.Of(pair, indicator.Direction), thirdHand);
    }

    public static PublishedObservation Published(
        Indicator indicator, string country, string definition, string value, string period, Bound bound = Bound.Exact) => new(
        indicator.Code, country, Period.Parse(period), definition, "territory", bound, double.Parse(value, CultureInfo.InvariantCulture), value, null, null,
        null, null, indicator.Unit, "A", "reported", "national", "iea", "power", "1.0.0", null, Guid.Empty, 2, new string('a', 64), "data.csv");
}
