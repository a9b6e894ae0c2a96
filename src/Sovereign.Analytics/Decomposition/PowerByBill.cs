using Sovereign.Analytics.Kpis;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Decomposition;

/// <summary>How much of a gap in power is what its electricity would cost, and how much the price of that electricity.</summary>
public static class PowerByBill
{
    /// <summary>Thousand hours of a year of 365 days: GW × 8.76 × USD/kWh = billion USD.</summary>
    private const double ThousandHours = 8.76;

    // billion USD a year × (GW per billion USD a year) = GW.
    public static readonly Identity Identity = new(
        Code: "power-by-bill",
        Title: "By the electricity bill and the price of electricity",
        Version: 1,
        Sentence:
            "Data-centre power is what its electricity at full load would cost in a year, times the power that a dollar a year pays for: one divided by "
            + "price and hours.",
        TotalTitle: "Data-centre power",
        TotalUnit: "GW",
        Total: Country(Indicators.DatacenterPower),
        PrimaryIndicator: Indicators.DatacenterPower,
        Factors:
        [
            new("bill", "Electricity at full load, a year", "the electricity bill at full load", FactorKind.Spending, "billion USD a year",
                Country(Indicators.DatacenterPower) * ThousandHours * Country(Indicators.ElectricityPriceIndustrial)),
            new("power-per-bill", "Power that a dollar a year pays for", "the power per dollar of that bill", FactorKind.Price, "W per USD a year",
                1 / (ThousandHours * Country(Indicators.ElectricityPriceIndustrial))),
        ],
        Limits:
            "It shows how much more money the reference country's power would take at each country's price. The bill is computed, not observed: no "
            + "country's data centres run at full load all year, and large ones often pay less than any published price. Prices are divided only on one "
            + "definition, since treatment of taxes and size of customer differ. What a data centre costs to build is not part of it.");
}
