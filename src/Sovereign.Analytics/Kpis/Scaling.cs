using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// An indicator on a scale: the formula that takes it there and the unit in which the result is read.
/// </summary>
/// <param name="Scale">The scale.</param>
/// <param name="Formula">Reads the country's figure and, but for <see cref="Scale.Absolute"/>, that of <see cref="Denominator"/>.</param>
/// <param name="Denominator">What is divided by; null for <see cref="Scale.Absolute"/>.</param>
/// <param name="UnitCode">The unit of the result, spelled as UCUM would.</param>
/// <param name="UnitSymbol">How people write it after a number.</param>
public sealed record Scaling(Scale Scale, Formula Formula, InputIndicator? Denominator, string UnitCode, string UnitSymbol)
{
    private static readonly Unit KilowattHour = UnitOf("kW.h");
    private static readonly Unit GigawattHour = UnitOf("GW.h");
    private static readonly Unit Megawatt = UnitOf("MW");
    private static readonly Unit Dollar = UnitOf("{USD}");

    /// <summary>The quantity itself, in the indicator's unit.</summary>
    public static Scaling Of(InputIndicator indicator) => new(Scale.Absolute, Country(indicator), null, indicator.Unit.Code, indicator.Unit.Symbol);

    /// <summary>
    /// The indicator on a scale. Null where the scale says nothing of it: a price or a share does not add up over a country's people, and neither
    /// people per person nor money per money is asked here.
    /// </summary>
    public static Scaling? Of(InputIndicator indicator, Scale scale) => scale switch
    {
        Scale.Absolute => Of(indicator),
        Scale.PerCapita when indicator.Unit.Dimension.AddsUp() && indicator != Indicators.Population => PerCapita(indicator),
        Scale.PerGdp when indicator.Unit.Dimension.AddsUp() && indicator.Unit.Dimension != Dimension.Money && indicator != Indicators.Population => PerGdp(indicator),
        _ => null,
    };

    /// <summary>Whether the result is an absolute total of a country, which grows with its size and so has no business as a fill on a map.</summary>
    public static bool IsTotal(InputIndicator indicator, Scale scale) => scale == Scale.Absolute && indicator.Unit.Dimension.AddsUp();

    private static Scaling PerCapita(InputIndicator indicator) => indicator.Unit.Dimension switch
    {
        Dimension.Power => PerPerson(indicator, Unit.Watt),
        Dimension.Energy => PerPerson(indicator, KilowattHour),
        Dimension.Money => PerPerson(indicator, Dollar),
        _ => new(
            Scale.PerCapita, Base(indicator) / Country(Indicators.Population), Indicators.Population, $"{BaseUnit(indicator).Code}/(10*6.{{person}})",
            $"{BaseUnit(indicator).Symbol} per million people"),
    };

    private static Scaling PerPerson(InputIndicator indicator, Unit unit) => new(
        Scale.PerCapita, Country(indicator).In(unit) / Country(Indicators.Population).In(Unit.Person), Indicators.Population, $"{unit.Code}/{{person}}",
        $"{unit.Symbol}/person");

    private static Scaling PerGdp(InputIndicator indicator)
    {
        var unit = indicator.Unit.Dimension switch
        {
            Dimension.Power => Megawatt,
            Dimension.Energy => GigawattHour,
            _ => BaseUnit(indicator),
        };
        return new(
            Scale.PerGdp, In(indicator, unit) / Country(Indicators.Gdp), Indicators.Gdp, $"{unit.Code}/(10*9.{{USD}})", $"{unit.Symbol} per billion USD of GDP");
    }

    private static Formula Base(InputIndicator indicator) => In(indicator, BaseUnit(indicator));

    /// <summary>Counts are taken one by one: subscriptions per million people, not millions of them.</summary>
    private static Unit BaseUnit(InputIndicator indicator) => UnitTable.All.First(unit => unit.Dimension == indicator.Unit.Dimension && unit.Factor == 1);

    private static Formula In(InputIndicator indicator, Unit unit) => indicator.Unit == unit ? Country(indicator) : Country(indicator).In(unit);

    private static Unit UnitOf(string code) => Unit.TryFind(code, out var unit) ? unit : throw new InvalidOperationException($"The table of units has no {code}.");
}
