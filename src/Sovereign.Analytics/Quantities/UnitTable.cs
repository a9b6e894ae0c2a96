using System.Diagnostics.CodeAnalysis;

namespace Sovereign.Analytics.Quantities;

/// <summary>
/// The closed table of units. Codes follow UCUM (https://ucum.org/ucum); what UCUM does not know stands in braces, as its annotations do.
/// A new unit is one line here.
/// </summary>
public static class UnitTable
{
    internal static readonly Unit Ratio = new("1", "", Dimension.Ratio, 1m, "ratio");
    internal static readonly Unit Watt = new("W", "W", Dimension.Power, 1m, "watt", "watts");
    internal static readonly Unit Gigawatt = new("GW", "GW", Dimension.Power, 1_000_000_000m, "gigawatt", "gigawatts");
    internal static readonly Unit WattPerPerson = new("W/{person}", "W/person", Dimension.PowerPerPerson, 1m, "W/person", "watts per person");
    internal static readonly Unit DollarPerKilowattHour = new("{USD}/kW.h", "USD/kWh", Dimension.EnergyPrice, 1m, "USD/kWh", "$/kWh");
    internal static readonly Unit Person = new("{person}", "people", Dimension.People, 1m, "person", "persons", "people");
    internal static readonly Unit MillionPeople =
        new("10*6.{person}", "million people", Dimension.People, 1_000_000m, "million persons", "million people");
    internal static readonly Unit BillionDollars = new("10*9.{USD}", "billion USD", Dimension.Money, 1_000_000_000m, "USD billion", "billion USD");
    internal static readonly Unit PerMillionPeople =
        new("{person}/(10*6.{person})", "per million people", Dimension.Ratio, 0.000_001m, "per million people");
    internal static readonly Unit Percent = new("%", "%", Dimension.Ratio, 0.01m, "percent", "pct");
    internal static readonly Unit GramOfCarbonPerKilowattHour =
        new("g{CO2}/kW.h", "gCO₂/kWh", Dimension.CarbonIntensity, 1m, "gCO2/kWh", "gCO₂/kWh");
    internal static readonly Unit H100Equivalent = new("{H100e}", "H100-equivalents", Dimension.H100Equivalents, 1m, "H100e", "H100-equivalents");
    internal static readonly Unit Petaflops = new("10*15.{FLOP}/s", "PFlop/s", Dimension.ComputeRate, 1m, "PFlop/s");
    internal static readonly Unit CloudRegion = new("{region}", "regions", Dimension.CloudRegions, 1m, "region", "regions");
    internal static readonly Unit TerawattHour = new("TW.h", "TWh", Dimension.Energy, 3_600_000_000_000_000m, "TWh");
    internal static readonly Unit TokenPerJoule = new("{token}/J", "tokens/J", Dimension.TokensPerEnergy, 1m, "token/J", "tokens/J");
    internal static readonly Unit TokenPerAcceleratorSecond =
        new("{token}/({H100e}.s)", "tokens/(H100e·s)", Dimension.TokensPerAcceleratorTime, 1m, "tokens/(H100e.s)", "tokens/(H100e·s)");
    internal static readonly Unit Year = new("a", "years", Dimension.Duration, 1m, "year", "years");

    /// <summary>Every unit, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        Ratio,
        Percent,
        PerMillionPeople,

        Watt,
        new("kW", "kW", Dimension.Power, 1_000m, "kilowatt", "kilowatts"),
        new("MW", "MW", Dimension.Power, 1_000_000m, "megawatt", "megawatts"),
        Gigawatt,
        new("TW", "TW", Dimension.Power, 1_000_000_000_000m, "terawatt", "terawatts"),
        WattPerPerson,
        new("kW/{person}", "kW/person", Dimension.PowerPerPerson, 1_000m, "kW/person"),

        new("J", "J", Dimension.Energy, 1m, "joule", "joules"),
        new("kJ", "kJ", Dimension.Energy, 1_000m),
        new("MJ", "MJ", Dimension.Energy, 1_000_000m),
        new("GJ", "GJ", Dimension.Energy, 1_000_000_000m),
        new("TJ", "TJ", Dimension.Energy, 1_000_000_000_000m),
        new("PJ", "PJ", Dimension.Energy, 1_000_000_000_000_000m),
        new("W.h", "Wh", Dimension.Energy, 3_600m, "Wh"),
        new("kW.h", "kWh", Dimension.Energy, 3_600_000m, "kWh"),
        new("MW.h", "MWh", Dimension.Energy, 3_600_000_000m, "MWh"),
        new("GW.h", "GWh", Dimension.Energy, 3_600_000_000_000m, "GWh"),
        TerawattHour,

        DollarPerKilowattHour,
        new("c{USD}/kW.h", "US cents/kWh", Dimension.EnergyPrice, 0.01m, "USc/kWh", "cents/kWh", "US cents/kWh"),
        new("{USD}/MW.h", "USD/MWh", Dimension.EnergyPrice, 0.001m, "USD/MWh", "$/MWh"),

        GramOfCarbonPerKilowattHour,
        new("kg{CO2}/kW.h", "kgCO₂/kWh", Dimension.CarbonIntensity, 1_000m, "kgCO2/kWh", "kgCO₂/kWh"),
        new("kg{CO2}/MW.h", "kgCO₂/MWh", Dimension.CarbonIntensity, 1m, "kgCO2/MWh", "kgCO₂/MWh"),
        new("t{CO2}/MW.h", "tCO₂/MWh", Dimension.CarbonIntensity, 1_000m, "tCO2/MWh", "tCO₂/MWh"),

        Person,
        new("10*3.{person}", "thousand people", Dimension.People, 1_000m, "thousand persons", "thousand people"),
        MillionPeople,

        new("{USD}", "USD", Dimension.Money, 1m, "USD"),
        new("10*6.{USD}", "million USD", Dimension.Money, 1_000_000m, "USD million", "million USD"),
        BillionDollars,
        new("10*12.{USD}", "trillion USD", Dimension.Money, 1_000_000_000_000m, "USD trillion", "trillion USD"),

        new("{facility}", "facilities", Dimension.Facilities, 1m, "facility", "facilities"),
        new("{chip}", "chips", Dimension.Chips, 1m, "chip", "chips"),
        new("10*3.{chip}", "thousand chips", Dimension.Chips, 1_000m, "thousand chips"),
        new("10*6.{chip}", "million chips", Dimension.Chips, 1_000_000m, "million chips"),
        H100Equivalent,
        new("10*3.{H100e}", "thousand H100-equivalents", Dimension.H100Equivalents, 1_000m, "thousand H100-equivalents"),
        new("10*6.{H100e}", "million H100-equivalents", Dimension.H100Equivalents, 1_000_000m, "million H100-equivalents"),

        new("10*9.{FLOP}/s", "GFlop/s", Dimension.ComputeRate, 0.000_001m, "GFlop/s"),
        new("10*12.{FLOP}/s", "TFlop/s", Dimension.ComputeRate, 0.001m, "TFlop/s"),
        Petaflops,
        new("10*18.{FLOP}/s", "EFlop/s", Dimension.ComputeRate, 1_000m, "EFlop/s"),

        CloudRegion,
        new("{subscription}", "subscriptions", Dimension.Subscriptions, 1m, "subscription", "subscriptions"),
        new("10*6.{subscription}", "million subscriptions", Dimension.Subscriptions, 1_000_000m, "million subscriptions"),
        new("{device}", "devices", Dimension.Devices, 1m, "device", "devices"),
        new("10*6.{device}", "million devices", Dimension.Devices, 1_000_000m, "million devices"),

        TokenPerJoule,
        TokenPerAcceleratorSecond,
        new("{token}/s", "tokens/s", Dimension.TokenRate, 1m, "tokens/s"),
        new("{token}/({chip}.s)", "tokens/(chip·s)", Dimension.TokensPerChipTime, 1m, "tokens/(chip.s)", "tokens/(chip·s)"),
        new("J/{token}", "J/token", Dimension.EnergyPerToken, 1m, "J/token"),
        new("J/(10*3.{character})", "J per 1,000 characters", Dimension.EnergyPerCharacters, 1m, "J/1000 characters"),
        new("{USD}/(10*6.{token})", "USD per million tokens", Dimension.MoneyPerTokens, 1m, "USD/million tokens"),

        Year,
    ];

    private static readonly Dictionary<string, Unit> BySpelling = All
        .SelectMany(unit => unit.Aliases.Prepend(unit.Code).Select(spelling => (spelling, unit)))
        .ToDictionary(pair => pair.spelling, pair => pair.unit, StringComparer.Ordinal);

    internal static bool TryFind(ReadOnlySpan<char> spelling, [NotNullWhen(true)] out Unit? unit) =>
        BySpelling.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(spelling, out unit);
}
