using System.Reflection;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Kpis;

public sealed class KpiCatalogueTests
{
    public static TheoryData<string> Codes => [.. KpiCatalogue.All.Select(kpi => kpi.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_worked_example_comes_out(string code)
    {
        var kpi = Find(code);
        var result = kpi.Evaluate(kpi.Example.Values);
        Assert.True(
            result is { Status: KpiStatus.Value, Value: { } value } && Estimate.FromWrittenDigits(kpi.Example.Expected).Contains(value.Central),
            $"{kpi.Formula.ToText(kpi.Example.Values)} gives {result}, not {kpi.Example.Expected}.");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_input_stands_once_and_has_an_example(string code)
    {
        var kpi = Find(code);
        var inputs = kpi.Formula.Inputs.ToArray();
        Assert.Distinct(inputs);
        Assert.Equal(inputs.ToHashSet(), kpi.Example.Inputs.Select(entry => entry.Input).ToHashSet());
        Assert.Contains(inputs, input => input.Indicator == kpi.PrimaryIndicator);
    }

    /// <summary>Inside another formula it could not be said that a distance is only a bound.</summary>
    [Fact]
    public void A_distance_in_years_stands_alone() => Assert.All(
        KpiCatalogue.All.Where(kpi => kpi.ReadsSeries), kpi => Assert.IsType<Formula.YearsBehind>(kpi.Formula));

    [Fact]
    public void The_catalogue_lists_every_key_figure_that_exists()
    {
        var defined = typeof(KpiCatalogue).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Kpi))
            .Select(field => (Kpi)field.GetValue(null)!)
            .ToArray();
        Assert.NotEmpty(defined);
        Assert.Equal(defined.Select(kpi => kpi.Code).ToHashSet(), KpiCatalogue.All.Select(kpi => kpi.Code).ToHashSet());
    }

    [Fact]
    public void Codes_are_lower_case_with_hyphens_and_differ()
    {
        Assert.Distinct(KpiCatalogue.All.Select(kpi => kpi.Code));
        Assert.All(KpiCatalogue.All, kpi => Assert.Matches("^[a-z]+(-[a-z]+)*$", kpi.Code));
    }

    /// <summary>A printed value names its key figure or its indicator by code alone, so the two never share one.</summary>
    [Fact]
    public void No_key_figure_has_the_code_of_an_indicator()
    {
        var indicators = typeof(Indicators).GetFields().Select(field => ((InputIndicator)field.GetValue(null)!).Code).ToArray();
        Assert.NotEmpty(indicators);
        Assert.Empty(KpiCatalogue.All.Select(kpi => kpi.Code).Intersect(indicators));
    }

    private static Kpi Find(string code) => KpiCatalogue.Find(code) ?? throw new ArgumentException(code);
}
