using System.Reflection;
using CsCheck;
using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Xunit;

namespace Sovereign.Analytics.Tests.Decomposition;

public sealed class IdentityCatalogueTests
{
    public static TheoryData<string> Codes => [.. IdentityCatalogue.All.Select(identity => identity.Code)];

    /// <summary>With any figures whatever: that is what makes it an identity and no model.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void The_factors_multiply_to_the_total(string code)
    {
        var identity = Find(code);
        Gen.Double[-3, 6].Select(exponent => Math.Pow(10, exponent)).Array[identity.Indicators.Count].Sample(figures =>
        {
            var values = identity.Indicators.Zip(figures).ToDictionary(
                entry => Formula.Country(entry.First), entry => new InputValue(Estimate.Exact(entry.Second), entry.First.Unit, ""));
            var product = identity.Factors.Aggregate(1.0, (product, factor) => product * factor.Formula.Evaluate(values).Central);
            var total = identity.Total.Evaluate(values).Central;
            Assert.Equal(total, product, 1e-12 * total);
        });
    }

    /// <summary>An input that stood twice in one formula would be counted as two independent ones.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Formulas_read_one_country_and_every_input_once(string code) => Assert.All(
        Find(code).Factors.Select(factor => factor.Formula).Append(Find(code).Total), formula =>
        {
            Assert.Distinct(formula.Inputs);
            Assert.All(formula.Inputs, input => Assert.True(input is { Side: Side.Country, IsSeries: false }));
        });

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_primary_indicator_is_part_of_the_total(string code) =>
        Assert.Contains(Find(code).Total.Inputs, input => input.Indicator == Find(code).PrimaryIndicator);

    [Fact]
    public void The_catalogue_lists_every_identity_that_exists()
    {
        var defined = typeof(IdentityCatalogue).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Identity))
            .Select(field => (Identity)field.GetValue(null)!)
            .ToArray();
        Assert.NotEmpty(defined);
        Assert.Equal(defined.Select(identity => identity.Code).ToHashSet(), IdentityCatalogue.All.Select(identity => identity.Code).ToHashSet());
    }

    [Fact]
    public void Codes_are_lower_case_with_hyphens_and_differ()
    {
        Assert.Distinct(IdentityCatalogue.All.Select(identity => identity.Code));
        Assert.All(IdentityCatalogue.All, identity =>
        {
            Assert.Distinct(identity.Factors.Select(factor => factor.Code));
            Assert.All(identity.Factors.Select(factor => factor.Code).Append(identity.Code), code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
        });
    }

    /// <summary>What no formula names waits for nobody.</summary>
    [Fact]
    public void Every_awaited_input_is_read_by_an_identity_and_none_exists()
    {
        Assert.All(AwaitedInputs.All, input => Assert.Contains(IdentityCatalogue.All, identity => identity.Indicators.Contains(input.Indicator)));
        var known = typeof(Indicators).GetFields().Select(field => ((InputIndicator)field.GetValue(null)!).Code);
        Assert.Empty(known.Intersect(AwaitedInputs.All.Select(input => input.Indicator.Code)));
    }

    private static Identity Find(string code) => IdentityCatalogue.Find(code) ?? throw new ArgumentException(code);
}
