using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;
using Xunit;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class FormulaTests
{
    private static readonly Formula.Input Power = Country(Indicators.DatacenterPower);
    private static readonly Formula.Input Theirs = Reference(Indicators.DatacenterPower);
    private static readonly Formula.Input People = Country(Indicators.Population);

    private static readonly Dictionary<Formula.Input, InputValue> Values = new()
    {
        [Power] = Value("3.6", Unit.Gigawatt),
        [Theirs] = Value("53.7", Unit.Gigawatt),
        [People] = Value("1438.07", Unit.MillionPeople),
    };

    [Fact]
    public void A_formula_prints_its_names_and_its_numbers()
    {
        var formula = Theirs / Power;
        Assert.Equal("reference(datacenter-power) ÷ country(datacenter-power)", formula.ToText());
        Assert.Equal("53.7 GW ÷ 3.6 GW", formula.ToText(Values));
    }

    [Fact]
    public void A_conversion_is_part_of_the_text()
    {
        var formula = Power.In(Unit.Watt) / People.In(Unit.Person);
        Assert.Equal("country(datacenter-power) × 1000000000 W per GW ÷ (country(population) × 1000000 people per million people)", formula.ToText());
        Assert.Equal("3.6 GW × 1000000000 W per GW ÷ (1438.07 million people × 1000000 people per million people)", formula.ToText(Values));
        Assert.Equal(2.5033, formula.Evaluate(Values).Central, 0.0001);
    }

    [Fact]
    public void Brackets_stand_only_where_they_are_needed()
    {
        Assert.Equal("(2 + 3) × 4", ((Formula)2 + 3) * 4 is var product ? product.ToText() : null);
        Assert.Equal("2 + 3 × 4", ((Formula)2 + (Formula)3 * 4).ToText());
        Assert.Equal("2 − (3 − 4)", ((Formula)2 - ((Formula)3 - 4)).ToText());
        Assert.Equal("2 ÷ (3 ÷ 4)", ((Formula)2 / ((Formula)3 / 4)).ToText());
        Assert.Equal("min(2, pow(3, 0.5)) + ln(4)", (Min(2, Pow(3, 0.5)) + Ln(4)).ToText());
    }

    [Fact]
    public void Every_operator_computes_what_it_prints()
    {
        var none = new Dictionary<Formula.Input, InputValue>();
        Assert.Equal(20, (((Formula)2 + 3) * 4).Evaluate(none).Central, 1e-12);
        Assert.Equal(3, ((Formula)2 - ((Formula)3 - 4)).Evaluate(none).Central, 1e-12);
        Assert.Equal(Math.Sqrt(3) + Math.Log(4), (Min(2, Pow(3, 0.5)) + Ln(4)).Evaluate(none).Central, 1e-12);
        Assert.Equal(2, Max(2, Pow(3, 0.5)).Evaluate(none).Central, 1e-12);
    }

    [Fact]
    public void A_distance_in_years_prints_every_point_and_is_recomputed_from_them()
    {
        var formula = YearsSince(
            Power / People, ReferenceSeries(Indicators.DatacenterPower) / ReferenceSeries(Indicators.Population), Direction.Higher);
        Assert.Equal(
            "years-behind(country(datacenter-power) ÷ country(population), reference-series(datacenter-power) ÷ reference-series(population), more is better)",
            formula.ToText());
        var values = new Dictionary<Formula.Input, InputValue>
        {
            [Power] = At("30", "2024", Unit.Gigawatt),
            [People] = At("10", "2023", Unit.MillionPeople),
            [ReferenceSeries(Indicators.DatacenterPower)] = new SeriesValue([At("2000", "2020", Find("MW")), At("50", "2024", Unit.Gigawatt)]),
            [ReferenceSeries(Indicators.Population)] = new SeriesValue([At("10", "2020", Unit.MillionPeople), At("10", "2024", Unit.MillionPeople)]),
        };
        Assert.Equal(
            "years-behind(2024: 30 GW ÷ 10 million people, [2020: 2000 MW ÷ 10 million people; 2024: 50 GW ÷ 10 million people], more is better)",
            formula.ToText(values));
        // From 0.2 in 2020 to 5 in 2024 the line stands at 3 after 2.33 of 4 years.
        Assert.Equal(1.667, formula.Evaluate(values).Central, 0.01);
    }

    [Fact]
    public void A_country_ahead_has_no_number_to_evaluate_but_an_answer()
    {
        var formula = YearsSince(Power, ReferenceSeries(Indicators.DatacenterPower), Direction.Higher);
        var values = new Dictionary<Formula.Input, InputValue>
        {
            [Power] = At("60", "2024", Unit.Gigawatt),
            [ReferenceSeries(Indicators.DatacenterPower)] = new SeriesValue([At("20", "2020", Unit.Gigawatt), At("50", "2024", Unit.Gigawatt)]),
        };
        Assert.Equal((KpiStatus.Ahead, null), (formula.Answer(values).Status, formula.Answer(values).Value));
        Assert.Throws<ArithmeticException>(() => formula.Evaluate(values));
    }

    [Fact]
    public void Inputs_are_listed_in_the_order_of_the_text() => Assert.Equal([Theirs, Power], (Theirs / Power).Inputs);

    [Fact]
    public void A_figure_in_another_unit_gives_the_same_result()
    {
        var formula = Theirs / Power;
        var inMegawatts = new Dictionary<Formula.Input, InputValue>(Values) { [Power] = new(new Estimate(3550, 3600, 3650), Find("MW"), "3600") };
        var (one, other) = (formula.Evaluate(Values), formula.Evaluate(inMegawatts));
        Assert.Equal(one.Low, other.Low, 1e-9);
        Assert.Equal(one.Central, other.Central, 1e-9);
        Assert.Equal(one.High, other.High, 1e-9);
    }

    [Fact]
    public void An_input_without_a_value_is_never_taken_for_zero() =>
        Assert.Throws<KeyNotFoundException>(() => (Theirs / Power).Evaluate(new Dictionary<Formula.Input, InputValue> { [Theirs] = Values[Theirs] }));

    private static InputValue At(string digits, string period, Unit unit) => Value(digits, unit) with { Period = Period.Parse(period) };

    private static InputValue Value(string digits, Unit unit) => new(Estimate.FromWrittenDigits(digits), unit, digits);

    private static Unit Find(string code) => Unit.TryFind(code, out var unit) ? unit : throw new ArgumentException(code);
}
