using System.Globalization;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Readings;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>No facility is counted twice, and none is lost.</summary>
public sealed class FacilitySumsTests
{
    private readonly List<Found> found = [];
    private readonly SkippedRows skipped = new();

    [Fact]
    public void Of_two_facilities_of_one_name_only_the_part_is_left_out() =>
        Assert.Equal(["1: 100", "2: 7"], Sums(("Campus", "", 1, 2024, "100"), ("Hall A", "Campus", 1, 2024, "40"), ("Hall A", "", 2, 2024, "7")));

    [Fact]
    public void What_contained_it_last_year_only_contains_nothing_of_this_year() =>
        Assert.Equal(["1: 100", "1: 45"], Sums(("Campus", "", 1, 2023, "100"), ("Hall A", "campus", 1, 2023, "40"), ("Hall A", "Campus", 1, 2024, "45")));

    [Fact]
    public void A_facility_that_contains_itself_is_a_finding()
    {
        Sums(("Campus", "CAMPUS", 1, 2024, "1"), ("Hall", "Campus", 1, 2024, "2"));

        Assert.Equal("Campus", Assert.Single(found).Value);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_is_walked_in_a_moment()
    {
        var chain = Enumerable.Range(0, FacilitySums.MostFacilities).Select(i => ($"F{i}", $"F{i + 1}", 1, 2024, "0.1")).ToArray();

        Assert.Equal(["1: 0.1"], Sums(chain));
        Assert.Empty(found);
        Assert.Equal(FacilitySums.MostFacilities - 1, skipped.Contained);
    }

    [Fact]
    public void A_hundred_thousand_decimals_sum_to_the_last_digit() =>
        Assert.Equal(["1: 10000.0"], Sums([.. Enumerable.Range(0, FacilitySums.MostFacilities).Select(i => ($"F{i}", "", 1, 2024, "0.1"))]));

    private List<string> Sums(params (string Name, string PartOf, int Country, int Year, string Value)[] rows)
    {
        var sums = new FacilitySums(skipped, found);
        foreach (var (name, partOf, country, year, value) in rows)
        {
            Assert.True(sums.TryAdd(name, partOf, "", "", new StagedRow
            {
                CountryId = country,
                Period = Period.Year(year),
                Status = "A",
                ValueText = value,
                Value = double.Parse(value, CultureInfo.InvariantCulture),
            }));
        }

        return [.. sums.Sums().Select(sum => $"{sum.CountryId}: {sum.ValueText}")];
    }
}
