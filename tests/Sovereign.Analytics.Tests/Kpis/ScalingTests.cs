using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;
using Xunit;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class ScalingTests
{
    private static readonly InputIndicator Subscriptions = new("mobile-subscriptions", Found("10*6.{subscription}"));

    [Fact]
    public void Power_per_person_is_that_of_the_key_figure()
    {
        var scaling = Scaling.Of(Indicators.DatacenterPower, Scale.PerCapita)!;
        Assert.Equal(PowerPerHead.Kpi.Formula.ToText(), scaling.Formula.ToText());
        Assert.Equal("W/person", scaling.UnitSymbol);
    }

    [Fact]
    public void Counts_are_taken_per_million_people_and_one_by_one()
    {
        var scaling = Scaling.Of(Subscriptions, Scale.PerCapita)!;
        var result = scaling.Formula.Evaluate(new Dictionary<Input, InputValue>
        {
            [Country(Subscriptions)] = Written("1158", Subscriptions.Unit),
            [Country(Indicators.Population)] = Written("1438", Unit.MillionPeople),
        });
        Assert.Equal(1158e6 / 1438, result.Central, 1e-6 * result.Central);
        Assert.Equal("subscriptions per million people", scaling.UnitSymbol);
    }

    [Fact]
    public void Power_per_GDP_is_in_megawatts_per_billion_dollars()
    {
        var scaling = Scaling.Of(Indicators.DatacenterPower, Scale.PerGdp)!;
        var values = new Dictionary<Input, InputValue>
        {
            [Country(Indicators.DatacenterPower)] = Written("53.7", Unit.Gigawatt),
            [Country(Indicators.Gdp)] = Written("29180", Unit.BillionDollars),
        };
        Assert.Equal(53_700.0 / 29_180, scaling.Formula.Evaluate(values).Central, 1e-9);
        Assert.Equal("53.7 GW × 1000 MW per GW ÷ 29180 billion USD", scaling.Formula.ToText(values));
        Assert.Equal("MW/(10*9.{USD})", scaling.UnitCode);
    }

    [Fact]
    public void What_does_not_add_up_has_no_share_per_person_or_dollar()
    {
        Assert.Null(Scaling.Of(Indicators.GridCarbonIntensity, Scale.PerCapita));
        Assert.Null(Scaling.Of(Indicators.InternetUsers, Scale.PerGdp));
        Assert.Null(Scaling.Of(Indicators.Population, Scale.PerCapita));
        Assert.Null(Scaling.Of(Indicators.Gdp, Scale.PerGdp));
        Assert.False(Scaling.IsTotal(Indicators.GridCarbonIntensity, Scale.Absolute));
        Assert.True(Scaling.IsTotal(Indicators.DatacenterPower, Scale.Absolute));
        Assert.False(Scaling.IsTotal(Indicators.DatacenterPower, Scale.PerCapita));
    }

    [Fact]
    public void Every_unit_that_adds_up_can_be_scaled() => Assert.All(
        UnitTable.All.Where(unit => unit.Dimension.AddsUp()),
        unit => Assert.NotNull(Scaling.Of(new InputIndicator("anything", unit), Scale.PerCapita)));

    [Fact]
    public void Codes_read_back()
    {
        Assert.All(Scales.All, scale => Assert.True(Scales.TryParse(scale.Code(), out var read) && read == scale));
        Assert.False(Scales.TryParse("PC", out _));
        Assert.False(Scales.TryParse(null, out _));
    }

    private static InputValue Written(string text, Unit unit) => new(Estimate.FromWrittenDigits(text), unit, text);

    private static Unit Found(string code) => Unit.TryFind(code, out var unit) ? unit : throw new InvalidOperationException(code);
}
